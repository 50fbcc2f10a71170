import type { ArmAggregateOut } from '@tombola/shared';
import fc from 'fast-check';
import { aggregate } from './aggregate';
import { exampleFigure, examplePanels, exampleStudy } from './figure/example.fixture';
import { drawFigure } from './figure/draw';
import { readFigure } from './figure/read';
import { observationsFromAggregates } from './from-aggregates';
import type { Observation } from './observation';

const trialOf = ({ arm, seed, draw }: Pick<Observation, 'arm' | 'seed' | 'draw'>) =>
  `${arm.length}${draw}`.padEnd(12, '0') + `-s${seed}`;

/** What the API answers: per metric and arm, levels with their members. Levels that lack the metric are left out. */
function answer(observations: readonly Observation[], metrics: readonly string[]): ArmAggregateOut[] {
  return metrics.flatMap((metric) =>
    aggregate(
      observations.filter((each) => Number.isFinite(each.metrics[metric])),
      metric,
    ).map(({ arm, levels }) => ({
      arm,
      metric,
      levels: levels.map(({ level, density, summary, members }) => ({
        level,
        density,
        summary: { ...summary, interval: null },
        members: members.map(({ seed, draw, value }) => ({ trial: trialOf({ arm, seed, draw }), seed, draw, value })),
      })),
    })),
  );
}

const metrics = ['testAccuracyAtEarlyStop', 'earlyStopIteration'];
const named = exampleStudy().map((each) => ({ ...each, trial: trialOf(each) }));

test('metrics of the same arm, seed, draw and level become one observation', () => {
  const back = observationsFromAggregates(answer(named, metrics));
  expect(back).toHaveLength(named.length);
  expect(new Set(back)).toEqual(new Set(named));
});

test('no aggregate, no observation', () => {
  expect(observationsFromAggregates([])).toEqual([]);
  expect(observationsFromAggregates([{ arm: 'ticket', metric: 'accuracy', levels: [] }])).toEqual([]);
});

test('what comes back is drawn as what went out, of any part of a study, densities that differ by seed included', () => {
  const spec = readFigure(examplePanels);
  const single = readFigure({ ...exampleFigure, arrangement: 'side by side' });
  const some = fc.subarray(named.map((_, i) => i));
  const shift = fc.double({ min: 0.9, max: 1, noNaN: true });
  fc.assert(
    fc.property(some, fc.array(shift, { minLength: 3, maxLength: 3 }), fc.boolean(), (kept, shifts, isPart) => {
      const observations = kept.map((i) => {
        const { metrics: both, ...each } = named[i]!;
        const measured = isPart && i % 3 === 0 ? { earlyStopIteration: both.earlyStopIteration! } : both;
        return { ...each, density: each.density * shifts[each.seed]!, metrics: measured };
      });
      const back = observationsFromAggregates(answer(observations, metrics));
      // A level whose seeds did not all measure both metrics has a density of each metric; there the panels may differ.
      for (const figure of isPart ? [single] : [spec, single]) {
        const options = { partial: true, interactive: true };
        const shown = isPart ? observations.filter((each) => metrics[0]! in each.metrics) : observations;
        expect(drawFigure(figure, back, options)).toEqual(drawFigure(figure, shown, options));
      }
    }),
    { numRuns: 40 },
  );
});
