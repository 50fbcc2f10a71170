import { dropFraction, rigLDropSchedule } from './drop-fraction';

test('the cosine has the digits of RigL', () => {
  const at = (end: number) => (step: number) => Number(dropFraction(rigLDropSchedule, step, end).toFixed(6));
  const steps = [0, 100, 2500, 5000, 6250, 10_000, 12_500, 18_750, 20_000, 25_000];
  expect(steps.map(at(25_000))).toEqual([
    0.3, 0.299988, 0.292658, 0.271353, 0.256066, 0.196353, 0.15, 0.043934, 0.028647, 0,
  ]);
  expect([25_000, 37_500].map(at(75_000))).toEqual([0.225, 0.15]);
});

test('the inverse power falls by its exponent', () => {
  const half = (power?: number) =>
    dropFraction({ name: 'inverse-power', fraction: 0.3, ...(power === undefined ? {} : { power }) }, 50, 100);
  expect([half(), half(3), half(1)]).toEqual([0.0375, 0.0375, 0.15]);
});

test('masks stay as they are from the end on', () => {
  for (const name of ['cosine', 'constant', 'inverse-power'] as const) {
    const at = (step: number) => dropFraction({ name, fraction: 0.3 }, step, 100);
    expect([at(0), at(100), at(101), at(1000)]).toEqual([0.3, 0, 0, 0]);
  }
  expect(dropFraction({ name: 'constant', fraction: 0.3 }, 99, 100)).toBe(0.3);
});
