import { turnsOf } from './phases';

const shares = { warmup: 0.1, phase: 0.05, lastDense: 0.1, lastSparse: 0.15 };
const steps = (turns: ReturnType<typeof turnsOf>, sparse: boolean) =>
  turns.filter((turn) => turn.sparse === sparse).map(({ step }) => step);

test('a hundred epochs are those of the authors’ ResNet-50', () => {
  const turns = turnsOf(shares, 100);
  expect(steps(turns, true)).toEqual([10, 20, 30, 40, 50, 60, 70, 85]);
  expect(steps(turns, false)).toEqual([15, 25, 35, 45, 55, 65, 75]);
});

test('an even number of phases between ends dense, and the last dense phase only goes on', () => {
  const turns = turnsOf({ ...shares, warmup: 0.15 }, 100);
  expect(turns.map(({ step }) => step)).toEqual([15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 85]);
  expect(turns.at(-2)).toEqual({ step: 70, sparse: false });
});

test('sparse and dense phases alternate and end sparse, however few steps there are', () => {
  for (const count of [1, 2, 3, 7, 10, 33, 1000]) {
    const turns = turnsOf(shares, count);
    expect(turns.map(({ sparse }) => sparse)).toEqual(turns.map((_, i) => i % 2 === 0));
    expect(turns.at(-1)!.sparse).toBe(true);
    expect(turns.every(({ step }, i) => step > (turns[i - 1]?.step ?? -1))).toBe(true);
  }
});

test('a last sparse phase shorter than a step has one', () => {
  for (const lastDense of [0, 0.001, 0.1]) {
    const turns = turnsOf({ ...shares, lastDense, lastSparse: 0.002 }, 200);
    expect(turns.at(-1)).toEqual({ step: 199, sparse: true });
  }
});

test('without phases it is dense and then sparse once', () => {
  expect(turnsOf({ warmup: 0.5, phase: 1, lastDense: 0, lastSparse: 0.5 }, 10)).toEqual([{ step: 5, sparse: true }]);
  expect(turnsOf({ warmup: 0, phase: 1, lastDense: 0, lastSparse: 1 }, 10)).toEqual([{ step: 0, sparse: true }]);
});
