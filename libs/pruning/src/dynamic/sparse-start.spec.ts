import { buildNetwork, paperData } from '@tombola/nn';
import { countMask, countMasks } from '../masks';
import { randomStart, sparseLayers, startBudgets, type SparseOptions } from './sparse-start';

const lenet = buildNetwork({ name: 'lenet-300-100' }, paperData('lenet-300-100')!);
const options = (more: Partial<SparseOptions> = {}): SparseOptions => ({
  distribution: { name: 'erk', power: 1, denseFirst: false },
  denseDepthwise: true,
  ...more,
});

test('random masks have the counts of the distribution, exactly', () => {
  const budgets = startBudgets(lenet, 0.98, options());
  const masks = randomStart(lenet, budgets, 3);
  expect(budgets.map(({ weights, kept }) => [weights, kept])).toEqual(
    Object.entries(masks).map(([name, mask]) => [name, countMask(mask).kept]),
  );
  expect(countMasks(masks).kept).toBe(5324);
});

test('a layer’s mask depends on seed and layer, not on the other layers', () => {
  const whole = randomStart(lenet, startBudgets(lenet, 0.9, options()), 3);
  const fixed = { dense_1: 0, dense_3: 0.5 };
  const kept = countMask(whole['dense_2/weights']!).kept;
  const other = startBudgets(lenet, 0.9, options({ fixed })).map((budget) =>
    budget.name === 'dense_2' ? { ...budget, kept } : budget,
  );
  expect(randomStart(lenet, other, 3)['dense_2/weights']).toEqual(whole['dense_2/weights']);
  expect(randomStart(lenet, other, 4)['dense_2/weights']).not.toEqual(whole['dense_2/weights']);
});

test('RigL’s MNIST network: 99 %, 89 % and a dense output', () => {
  const budgets = startBudgets(lenet, 0, options({ fixed: { dense_1: 0.99, dense_2: 0.89, dense_3: 0 } }));
  expect(budgets.map(({ kept }) => kept)).toEqual([2352, 3300, 1000]);
  expect(sparseLayers(budgets)).toEqual(['dense_1/weights', 'dense_2/weights']);
});

test('depthwise convolutions are dense unless told otherwise, and uniform keeps the first layer', () => {
  const mobile = buildNetwork({ name: 'mobilenet-v1' }, paperData('mobilenet-v1')!);
  const uniform = { name: 'uniform', denseFirst: true } as const;
  const dense = (more: Partial<SparseOptions>) => {
    const budgets = startBudgets(mobile, 0.75, options({ distribution: uniform, ...more }));
    return budgets.filter(({ kept, size }) => kept === size).map(({ name }) => name);
  };
  expect(dense({})).toEqual(['conv_1', ...Array.from({ length: 13 }, (_, i) => `block_${i + 1}_depthwise`)]);
  expect(dense({ denseDepthwise: false })).toEqual(['conv_1']);
});
