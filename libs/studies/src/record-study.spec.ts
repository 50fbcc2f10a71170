import { meanInterval, recordedOut, recipeHash, type LevelResult } from '@tombola/shared';
import { recordStudy } from './record-study';
import { planStudy, studyById } from './index';
import type { StudyLevel } from './study-level';
import { levelsOf } from './trial/job';

const plan = planStudy(studyById('lth'), { scale: 'smoke', draws: 2 });
const about = {
  command: 'tombola study run lth --scale smoke --draws 2',
  changes: {},
  draws: 2,
  recordedAt: '2026-01-02T03:04:05.678Z',
  trainingSeconds: 120,
  machine: 'two cores',
};

/** Every level of the plan, with numbers that say which it is. */
const levels = plan.arms.flatMap(({ id: arm, recipes }, a) =>
  recipes.flatMap((recipe, draw) =>
    plan.seeds.flatMap((seed) =>
      levelsOf(recipe).map((level): StudyLevel => {
        const value = (a + 0.1 * level + 0.01 * seed + 0.001 * draw) / 10;
        const metrics = {
          testAccuracyAtEarlyStop: value,
          testAccuracyAtEnd: value,
          earlyStopIteration: 20,
          earlyStopShare: 0.5,
        };
        return {
          arm,
          draw,
          result: {
            key: `${arm} ${draw} ${seed} ${level}`,
            seed,
            level,
            density: 0.4 ** level,
            metrics,
            record: { seconds: 2 },
          } as unknown as LevelResult,
        };
      }),
    ),
  ),
);

test('a record has every arm and every number, under the trials that they are of', () => {
  const record = recordStudy(plan, levels, about);
  expect(recordedOut.parse(record)).toEqual(record);
  expect(record).toMatchObject({
    dataset: 'glyphs',
    scale: 'smoke',
    seeds: [0, 1, 2],
    planHash: plan.hash,
    ...about,
    claims: plan.study.claims.map(({ id }) => ({ id })),
  });
  const count = record.levels
    .filter(({ metric }) => metric === 'testAccuracyAtEnd')
    .flatMap((arm) => arm.levels.flatMap(({ members }) => members)).length;
  expect(count).toBe(levels.length);
  const reinit = record.levels.find(({ arm, metric }) => arm === 'reinit' && metric === 'testAccuracyAtEnd')!;
  const { members, summary } = reinit.levels[0]!;
  const [first, second] = plan.arms[2]!.recipes.map((recipe) => recipeHash(recipe));
  expect(members.slice(0, 2).map(({ trial, draw }) => [trial, draw])).toEqual([
    [`${first}-s0`, 0],
    [`${second}-s0`, 1],
  ]);
  const perSeed = [0, 1, 2].map((seed) => {
    const [a, b] = members.filter((member) => member.seed === seed).map(({ value }) => value);
    return (a! + b!) / 2;
  });
  expect(summary.n).toBe(3);
  meanInterval(perSeed, 0.95).forEach((end, i) => expect(summary.interval![i]).toBeCloseTo(end, 12));
});

test('half a study is no record of it', () => {
  expect(() => recordStudy(plan, levels.slice(1), about)).toThrow(/not finished/);
});
