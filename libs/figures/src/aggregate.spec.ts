import { InputError } from '@tombola/shared';
import fc from 'fast-check';
import { aggregate } from './aggregate';
import type { Observation } from './observation';

const observation = (seed: number, draw: number, value: number, rest: Partial<Observation> = {}): Observation => ({
  arm: 'reinit',
  seed,
  draw,
  level: 1,
  density: 0.8,
  metrics: { accuracy: value },
  ...rest,
});

test('draws are averaged within their seed, so a seed with more draws weighs no more', () => {
  const [arm] = aggregate([observation(0, 0, 1), observation(0, 1, 3), observation(1, 0, 10)], 'accuracy');
  const level = arm!.levels[0]!;
  expect(level.seeds).toEqual([
    { seed: 0, draws: 2, value: 2 },
    { seed: 1, draws: 1, value: 10 },
  ]);
  expect(level.summary).toMatchObject({ n: 2, mean: 6, min: 2, max: 10 });
  expect(level.members).toHaveLength(3);
});

test('levels ascend, and arms keep their order', () => {
  const arms = aggregate(
    [
      observation(0, 0, 1, { level: 2, density: 0.64 }),
      observation(0, 0, 1, { arm: 'dense', level: 0, density: 1 }),
      observation(0, 0, 1),
    ],
    'accuracy',
  );
  expect(arms.map(({ arm }) => arm)).toEqual(['reinit', 'dense']);
  expect(arms[0]!.levels.map(({ level, density }) => [level, density])).toEqual([
    [1, 0.8],
    [2, 0.64],
  ]);
});

test('no observation is lost, and their order does not matter', () => {
  const some = fc.uniqueArray(
    fc.record({
      arm: fc.constantFrom('a', 'b'),
      seed: fc.integer({ min: 0, max: 3 }),
      draw: fc.integer({ min: 0, max: 2 }),
      level: fc.integer({ min: 0, max: 3 }),
      value: fc.integer({ min: -50, max: 50 }),
    }),
    { selector: ({ arm, seed, draw, level }) => `${arm} ${seed} ${draw} ${level}` },
  );
  fc.assert(
    fc.property(some, (entries) => {
      const observations = entries.map(({ arm, seed, draw, level, value }) =>
        observation(seed, draw, value, { arm, level, density: 0.8 ** level }),
      );
      const byName = (list: readonly Observation[]) =>
        Object.fromEntries(aggregate(list, 'accuracy').map((arm) => [arm.arm, arm.levels]));
      const levels = Object.values(byName(observations)).flat();
      expect(levels.reduce((sum, { members }) => sum + members.length, 0)).toBe(entries.length);
      expect(byName(observations.toReversed())).toEqual(byName(observations));
    }),
  );
});

test.each([
  ['NaN', observation(3, 2, NaN), /arm reinit, seed 3, draw 2, level 1: metric accuracy is not a number/],
  ['a missing metric', observation(3, 2, 0, { metrics: {} }), /seed 3, draw 2, level 1: metric accuracy is missing/],
  ['an impossible density', observation(3, 2, 0, { density: 80 }), /seed 3, draw 2, level 1: impossible density/],
])('%s is refused with the name of its observation', (_, broken, message) => {
  expect(() => aggregate([broken], 'accuracy')).toThrow(InputError);
  expect(() => aggregate([broken], 'accuracy')).toThrow(message);
});

test('the same observation twice is refused', () => {
  expect(() => aggregate([observation(1, 0, 1), observation(1, 0, 2)], 'accuracy')).toThrow(/there twice/);
});
