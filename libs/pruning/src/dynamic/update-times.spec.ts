import { updateTimes, type UpdateOptions } from './update-times';

const options: UpdateOptions = { updateEvery: 100, end: 0.75, fraction: 0.3, decay: { name: 'cosine' } };
const due = (times: ReturnType<typeof updateTimes>, steps: number) =>
  Array.from({ length: steps }, (_, step) => step).filter((step) => times.isDue(step));

test('RigL updates before its step: the first time at 0, the last time before T_end', () => {
  expect(due(updateTimes(options, 400, 0), 400)).toEqual([0, 100, 200]);
  expect(due(updateTimes({ ...options, end: 1, updateEvery: 150 }, 400, 0), 400)).toEqual([0, 150, 300]);
  expect(due(updateTimes({ ...options, end: 0 }, 400, 0), 400)).toEqual([]);
});

test('SET and SNFS update after the step of the same iteration, by the same share', () => {
  const [before, after] = [updateTimes(options, 400, 0), updateTimes(options, 400, 1)];
  expect(due(after, 400)).toEqual([1, 101, 201]);
  for (const step of [0, 100, 200]) expect(after.fraction(step + 1)).toBe(before.fraction(step));
});

test('shares are those of RigL on ImageNet, with T_end at 25,000 of 32,000', () => {
  const times = updateTimes({ ...options, end: 25 / 32 }, 32_000, 0);
  const digits = [0, 100, 2500, 6250, 12_500, 20_000, 25_000].map((step) => Number(times.fraction(step).toFixed(6)));
  expect(digits).toEqual([0.3, 0.299988, 0.292658, 0.256066, 0.15, 0.028647, 0]);
  expect(times.isDue(24_900) && !times.isDue(25_000)).toBe(true);
});

test('constant and inverse-power shares', () => {
  const at = (decay: UpdateOptions['decay']) => updateTimes({ ...options, decay, end: 1 }, 1000, 0).fraction(500);
  expect(at({ name: 'constant' })).toBe(0.3);
  expect(at({ name: 'inverse-power', power: 3 })).toBeCloseTo(0.0375, 12);
  expect(at({ name: 'inverse-power', power: 1 })).toBeCloseTo(0.15, 12);
});
