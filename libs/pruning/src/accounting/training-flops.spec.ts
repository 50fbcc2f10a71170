import { trainingMultipliers } from './training-flops';

const digits = (value: number) => Number(value.toFixed(6));

test('RigL adds the dense gradient of one step in 101', () => {
  const rigl = [0.2, 0.1, 0.24, 0.42].map((f) => digits(trainingMultipliers(f).rigl));
  expect(rigl).toEqual([0.20264, 0.10297, 0.242508, 0.421914]);
  // Every second step.
  expect(trainingMultipliers(0.1, { updateEvery: 1 }).rigl).toBeCloseTo((0.3 + 0.2 + 1) / 6, 12);
});

test('SNFS takes the dense gradient in every step', () => {
  expect([0.42, 0.24].map((f) => digits(trainingMultipliers(f).snfs))).toEqual([0.613333, 0.493333]);
});

test('gradual pruning costs the mean of what is left', () => {
  // f is of the uniform distribution on ResNet-50, with 0.028860 of its MACs in the dense first layer.
  const pruning = [0.8, 0.9].map((s) => digits(trainingMultipliers(1 - s * (1 - 0.028860023)).pruning));
  expect(pruning).toEqual([0.558965, 0.503836]);
});

test('methods whose steps are all sparse cost what inference does', () => {
  const multipliers = trainingMultipliers(0.23);
  for (const method of ['static', 'snip', 'set', 'dsr'] as const) expect(multipliers[method]).toBe(0.23);
});

test('longer training multiplies all but the dense training that it is compared with', () => {
  const [once, five] = [1, 5].map((length) => trainingMultipliers(0.228, { length, backward: 0.5 }));
  expect(five!.dense).toBe(1);
  for (const method of ['static', 'rigl', 'snfs', 'pruning', 'top-kast'] as const) {
    expect(five![method]).toBeCloseTo(5 * once![method]!, 12);
  }
  // "RigL 5x" of Evci et al., figure 2.
  expect(five!.rigl).toBeCloseTo(1.14, 1);
});

test('Top-KAST is dearer backward, and has no figure where nobody says how much', () => {
  expect(trainingMultipliers(0.2, { backward: 0.5 })['top-kast']).toBeCloseTo(0.4, 12);
  expect(trainingMultipliers(0.2)).not.toHaveProperty('top-kast');
});
