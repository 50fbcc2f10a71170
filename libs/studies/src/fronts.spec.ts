import type { Observation } from '@tombola/figures';
import { frontsOfStudy } from './fronts';
import { studyById } from './literature/literature';

const front = {
  title: 'Accuracy for FLOPs',
  cost: { metric: 'macsShare', label: 'FLOPs', unit: 'percent' },
  gain: { metric: 'testAccuracyAtEnd', label: 'accuracy', unit: 'percent', better: 'max' },
} as const;
const study = { ...studyById('shootout'), fronts: [front] };

const at = (arm: string, level: number, seed: number, density: number, macs: number | undefined, accuracy: number) =>
  ({
    arm,
    level,
    seed,
    draw: 0,
    density,
    metrics: { ...(macs !== undefined && { macsShare: macs }), testAccuracyAtEnd: accuracy },
  }) satisfies Observation;

test('a front has the levels that no other is better than, by means over seeds; dense once, unmeasured ones never', () => {
  const observations = [0, 1].flatMap((seed) => [
    at('imp', 0, seed, 1, 1, 0.97),
    at('rigl', 0, seed, 1, 1, 0.97),
    at('dense', 0, seed, 1, 1, 0.97),
    at('imp', 1, seed, 0.1, 0.1, seed === 0 ? 0.95 : 0.97),
    // As accurate on average, and dearer.
    at('rigl', 1, seed, 0.1, 0.2, 0.96),
    at('snip', 1, seed, 0.05, 0.05, 0.9),
    at('l0', 1, seed, 0.01, undefined, 0.99),
  ]);
  expect(frontsOfStudy(study, observations)).toEqual([
    'Accuracy for FLOPs: 3 of 4 levels, means over seeds.',
    [
      '| arm | weights remaining (%) | FLOPs (%) | accuracy (%) |',
      '| --- | ---: | ---: | ---: |',
      '| SNIP | 5.0 | 5.00 | 90.00 |',
      '| IMP, rewound to 0 | 10.0 | 10.00 | 96.00 |',
      '| dense | 100 | 100.00 | 97.00 |',
    ].join('\n'),
  ]);
  expect(frontsOfStudy(study, [at('l0', 1, 0, 0.01, undefined, 0.99)])).toEqual([]);
  expect(frontsOfStudy({ ...study, fronts: undefined }, observations)).toEqual([]);
});

test('a front of some arms has no others', () => {
  const some = { ...study, fronts: [{ ...front, arms: ['snip'] }] };
  const observations = [at('imp', 1, 0, 0.1, 0.1, 0.9), at('snip', 1, 0, 0.05, 0.2, 0.8)];
  expect(frontsOfStudy(some, observations)[0]).toBe('Accuracy for FLOPs: 1 of 1 levels, means over seeds.');
});
