import { cleanUp, sortedNodes, trace } from '@tombola/engine';
import type { NetworkDefinitionInput } from '@tombola/shared';
import { initialise } from '../initialise';
import { prunableOf, type Network } from '../network/network';
import { runnable } from '../network/run';
import { definitionOf, structureOf } from '../network/structure';
import { buildOptimizer } from '../optimizer/build';
import { allBits, randomMasks, ToyBatches, toyRecipe } from '../testing/toy';
import { dropoutNoise } from './noise';
import { unitPixels } from './pixels';
import { stepSignature, trainStep } from './step';
import { Trainer, type TrainingState } from './trainer';

const cifar10 = { inputShape: [3, 32, 32], classes: 10 } as const;
const recipe = toyRecipe({ optimizer: { name: 'sgd', learningRate: 0.05, momentum: 0.9, weightDecay: 1e-3 } });
const noise = { seed: 4, stream: 'noise' };

/** Everything that keeps state or draws: batch norm, dropout, a residual sum. */
const toy: NetworkDefinitionInput = {
  name: 'toy',
  nodes: [
    { op: 'conv', name: 'stem', channels: 4, kernel: 3, bias: false },
    { op: 'batch-norm' },
    { op: 'relu', name: 'from' },
    { op: 'conv', channels: 4, kernel: 3 },
    { op: 'batch-norm', name: 'inner' },
    { op: 'add', inputs: ['inner', 'from'] },
    { op: 'max-pool', size: 2 },
    { op: 'dropout', rate: 0.5, name: 'drop' },
    { op: 'flatten' },
    { op: 'dense', units: 'classes' },
  ],
};
const network = runnable(structureOf(toy, { inputShape: [1, 4, 4], classes: 3 }));

/** The ops of the traced step. */
function opsOf(one: Network): string[] {
  const options = { network: one, optimizer: buildOptimizer(recipe.optimizer), batch: 8, pixels: unitPixels };
  const { carry, shared, each } = stepSignature(options);
  const graph = cleanUp(trace(trainStep(options) as never, { ...carry, ...shared, ...each }));
  return sortedNodes(graph).map(({ op }) => op);
}

test.each(['conv-2', 'resnet-20', 'mobilenet-v1'] as const)('a step of %s has no transposes', (name) => {
  const ops = opsOf(runnable(structureOf(definitionOf({ name }, cifar10), cifar10)));
  expect(ops).toContain('ConvFilterGradient');
  expect(ops).not.toContain('Transpose');
});

async function trained(trainer: Trainer, sizes: readonly number[], from?: { state: TrainingState; step: number }) {
  const masks = randomMasks(network, 1);
  const batches = new ToyBatches(1, recipe.batch);
  let step = from?.step ?? 0;
  batches.position = step;
  let state = from?.state ?? trainer.start(initialise(network, 'he-normal', 2), masks);
  for (const size of sizes) {
    ({ state } = await trainer.advance(state, masks, batches, step, size, noise));
    step += size;
  }
  return state;
}

test('steps one by one, together, or gone on with have the same bits, statistics too', async () => {
  const trainer = await Trainer.create(network, recipe, unitPixels);
  const together = await trained(trainer, [8]);
  expect(allBits((await trained(trainer, [1, 1, 1, 1, 1, 1, 1, 1])).parameters)).toEqual(allBits(together.parameters));
  const half = await trained(trainer, [4]);
  const other = await Trainer.create(network, recipe, unitPixels);
  const resumed = await trained(other, [4], { state: half, step: 4 });
  expect(allBits(resumed.parameters)).toEqual(allBits(together.parameters));
  expect(allBits(resumed.slots)).toEqual(allBits(together.slots));
  const moved = (name: string) => together.parameters[name]!.data.some((value) => value !== 0 && value !== 1);
  expect(['batch_norm_1/mean', 'batch_norm_1/variance', 'inner/mean'].filter(moved)).toHaveLength(3);
  await Promise.all([trainer.dispose(), other.dispose()]);
});

test('statistics have no optimizer slots, and pruned filters stay 0', async () => {
  const trainer = await Trainer.create(network, recipe, unitPixels);
  const state = await trained(trainer, [3]);
  expect(Object.keys(state.slots).filter((name) => /mean|variance/.test(name))).toEqual([]);
  for (const { name } of prunableOf(network)) {
    const mask = randomMasks(network, 1)[name]!.data;
    const kept = state.parameters[name]!.data.filter((_, i) => mask[i] === 0);
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.every((value) => Object.is(value, 0))).toBe(true);
  }
  await trainer.dispose();
});

describe('dropout', () => {
  const drawn = (from: number, steps: number, key = noise) => dropoutNoise(network, key, 50, from, steps).drop!;

  test('drops its share, and other units every step', () => {
    const { data, shape } = drawn(0, 2);
    expect(shape).toEqual([2, 50, 4, 2, 2]);
    const half = data.length / 2;
    const share = data.reduce((sum, bit) => sum + bit, 0) / data.length;
    expect(Math.abs(share - 0.5)).toBeLessThan(0.05);
    expect(data.slice(0, half)).not.toEqual(data.slice(half));
  });

  test('draws by step, however steps are grouped, and by key', () => {
    const all = drawn(0, 4).data;
    expect(drawn(2, 2).data).toEqual(all.slice(all.length / 2));
    expect(drawn(0, 4, { ...noise, seed: 5 }).data).not.toEqual(all);
    expect(drawn(0, 4, { ...noise, stream: 'other' }).data).not.toEqual(all);
  });

  test('without anything to draw from is refused', async () => {
    const trainer = await Trainer.create(network, recipe, unitPixels);
    const masks = randomMasks(network, 1);
    const state = trainer.start(initialise(network, 'he-normal', 2), masks);
    await expect(trainer.advance(state, masks, new ToyBatches(1, recipe.batch), 0, 1)).rejects.toThrow(
      /drop has nothing to draw what it drops from.*a noise key/,
    );
    await trainer.dispose();
  });
});
