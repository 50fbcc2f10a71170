import { readRecipe, type RecipeInput } from '@tombola/shared';
import { learningRate } from './schedule';

function rates(schedule: RecipeInput['schedule'], steps: number, learning = 0.4): number[] {
  const recipe = readRecipe({
    network: { name: 'lenet-300-100' },
    dataset: { name: 'glyphs' },
    optimizer: { name: 'sgd', learningRate: learning },
    schedule,
    steps,
  });
  return Array.from({ length: steps }, (_, i) => learningRate(recipe, i + 1));
}

test('a constant rate is the same at every step', () => {
  expect(rates({ name: 'constant' }, 4)).toEqual([0.4, 0.4, 0.4, 0.4]);
});

test('warm-up rises evenly from the first step and has the full rate at its last', () => {
  expect(rates({ name: 'constant', warmup: 4 }, 6, 0.5)).toEqual([0.125, 0.25, 0.375, 0.5, 0.5, 0.5]);
});

test('steps multiply the rate after the steps they name, each time they are reached', () => {
  expect(rates({ name: 'step', at: [2, 4], factor: 0.5 }, 6)).toEqual([0.4, 0.4, 0.2, 0.2, 0.1, 0.1]);
  expect(rates({ name: 'step', at: [3], factor: 0.5, warmup: 2 }, 4)).toEqual([0.2, 0.4, 0.4, 0.2]);
});

test('cosine starts at the full rate, passes its middle at half, and ends at the final rate exactly', () => {
  const plain = rates({ name: 'cosine' }, 101);
  expect(plain[0]).toBe(0.4);
  expect(plain[50]).toBeCloseTo(0.2, 15);
  expect(plain[100]).toBe(0);
  expect(rates({ name: 'cosine', final: 0.25 }, 11).at(-1)).toBe(0.1);
});

test('cosine after warm-up starts at the last step of the warm-up', () => {
  const warm = rates({ name: 'cosine', warmup: 10, final: 0.5 }, 30);
  expect(warm[0]).toBeCloseTo(0.04, 15);
  expect(warm[9]).toBe(0.4);
  expect(warm[19]).toBeCloseTo(0.3, 15);
  expect(warm[29]).toBe(0.2);
  warm.slice(10).forEach((rate, i) => expect(rate).toBeLessThan(warm[9 + i]!));
});

test('a training of one step, or of warm-up only, has a rate at every step', () => {
  expect(rates({ name: 'cosine' }, 1)).toEqual([0.4]);
  expect(rates({ name: 'cosine', warmup: 2 }, 2)).toEqual([0.2, 0.4]);
});
