import { addSteps } from './add-steps';

const metrics = (level: string, from: number, to: number) =>
  ({ type: 'metrics', level, studies: ['a', 'b'], data: { from, to } }) as const;

test('steps of a level are counted once, for each study that has it', () => {
  const [levels, steps] = [new Map<string, number>(), new Map<string, number>()];
  for (const event of [metrics('x', 10, 30), metrics('x', 40, 50), metrics('y', 0, 5)]) {
    expect(addSteps(event, levels, steps)).toBe(true);
  }
  expect([...steps]).toEqual([
    ['a', 45],
    ['b', 45],
  ]);
});

test('a level that begins again at a checkpoint takes no steps away', () => {
  const [levels, steps] = [new Map([['x', 100]]), new Map([['a', 100]])];
  expect(addSteps(metrics('x', 50, 60), levels, steps)).toBe(false);
  expect([...steps]).toEqual([['a', 100]]);
  expect(addSteps({ ...metrics('x', 0, 0), type: 'level.changed' }, levels, steps)).toBe(false);
});
