import { compile, float32 } from '@tombola/engine';
import { stateSignature, type Network, type Parameters } from '@tombola/nn';
import { readRecipe, type MethodOptions } from '@tombola/shared';
import { convNetwork, denseNetwork } from '../criteria/testing/networks';
import { updating } from '../dynamic/plan-updates';
import { countKept, placesOf } from '../dynamic/places';
import { imagesOf, masked, momentOf, planContext, trainPlan } from '../dynamic/testing/moments';
import { planLevel } from './registry';
import { riglUpdate } from './rigl';

const hand = {
  'a/weights': {
    mask: [1, 1, 0, 0, 1, 1, 0, 1],
    weights: [0.5, -0.1, 0, 0, 0.9, -0.3, 0, 0.2],
  },
};
const gradients = { 'a/weights': [9, 0.2, -0.7, 0.4, 1, 0.1, 0.05, -2] };
const always = { isDue: () => true, fraction: () => 0.4 };

test.each([
  ['paper', 0],
  ['reference', 0.2],
] as const)('an update by hand, by the rule of the %s, takes the place of a step', async (regrown, seven) => {
  const sparsifier = updating(['a/weights'], always, riglUpdate(regrown), true);
  const { state, masks, tookStep } = await sparsifier.act(momentOf(hand, { gradients }));
  expect([...placesOf(masks!['a/weights']!.data, 1)]).toEqual([0, 2, 4, 5, 7]);
  expect(state!.parameters['a/weights']!.data).toEqual(Float32Array.of(0.5, 0, 0, 0, 0.9, -0.3, 0, seven));
  expect(tookStep).toBe(true);
});

const sgd = { name: 'sgd', learningRate: 0.05, momentum: 0.9, weightDecay: 0.01 } as const;
const adam = { name: 'adam', learningRate: 0.01, weightDecay: 0.01 } as const;
const training = (method: Partial<MethodOptions>, optimizer: typeof sgd | typeof adam) =>
  readRecipe({
    network: { name: 'lenet-300-100' },
    dataset: { name: 'glyphs' },
    optimizer,
    steps: 40,
    batch: 6,
    evaluateEvery: 40,
    method: { sparsities: [0.7], updateEvery: 4, ...method } as never,
  });

async function logitsBy(network: Network): Promise<(parameters: Parameters) => Promise<number[]>> {
  const images = imagesOf(network, 4);
  const program = await compile(({ parameters, images: x }) => ({ logits: network.logits(parameters, x) }), {
    parameters: stateSignature(network),
    images: float32(...images.shape),
  });
  return async (parameters) => [...(await program.run({ parameters, images })).logits.data];
}

describe.each([
  ['dense layers', denseNetwork, sgd],
  ['convolutions', convNetwork, adam],
] as const)('in a network of %s', (_, network, optimizer) => {
  test('every layer keeps its count through all updates, and nothing under a mask lives', async () => {
    const recipe = training({ name: 'rigl' }, optimizer);
    const plan = await planLevel({ ...planContext(network, recipe), method: recipe.method });
    const start = Object.entries(plan.masks).map(([name, { data }]) => [name, countKept(Float32Array.from(data))]);
    const steps: number[] = [];
    const pruned = { alive: 0, of: 0 };
    const result = await trainPlan(network, recipe, plan, ({ step, state, masks }, change) => {
      steps.push(step);
      expect(Object.entries(change.masks!).map(([name, { data }]) => [name, countKept(data)])).toEqual(start);
      // Before the update: optimizer, momentum and weight decay have had their turn.
      for (const { parameters, slots, now } of [
        { ...state, now: masks },
        { ...change.state!, now: change.masks! },
      ]) {
        for (const [name, mask] of Object.entries(now)) {
          const own = Object.entries(slots).filter(([slot]) => slot.startsWith(`${name}/`));
          expect(own.length).toBeGreaterThan(0);
          for (const values of [parameters[name]!.data, ...own.map(([, { data }]) => data)]) {
            for (const i of placesOf(mask.data, 0)) pruned.alive += Object.is(values[i], 0) ? 0 : 1;
            pruned.of += values.length;
          }
        }
      }
    });
    expect(steps).toEqual([0, 4, 8, 12, 16, 20, 24, 28]);
    expect(pruned.alive).toBe(0);
    expect(pruned.of).toBeGreaterThan(1000);
    expect(Object.entries(result.masks).map(([name, { data }]) => [name, countKept(data)])).toEqual(start);
  });

  test.each(['paper', 'reference'] as const)(
    'growing changes no bit of what the network computes, by the rule of the %s',
    async (regrown) => {
      const recipe = training({ name: 'rigl', regrown }, optimizer);
      const plan = await planLevel({ ...planContext(network, recipe), method: recipe.method });
      const logits = await logitsBy(network);
      const seen = { grown: 0, drops: 0 };
      await trainPlan(network, recipe, plan, async ({ state, masks }, change) => {
        const after = change.state!.parameters;
        // The drop alone: what was kept before and has its value still.
        const survivors = Object.fromEntries(
          Object.entries(masks).map(([name, mask]) => {
            const stays = mask.data.map((bit, i) =>
              after[name]!.data[i] === state.parameters[name]!.data[i] ? bit : 0,
            );
            return [name, { ...mask, data: stays }];
          }),
        );
        const dropped = masked(state.parameters, survivors);
        for (const [name, { data }] of Object.entries(change.masks!)) {
          seen.grown += data.reduce((sum, bit, i) => sum + (bit === 1 && survivors[name]!.data[i] === 0 ? 1 : 0), 0);
        }
        const [now, dropping, before] = [await logits(after), await logits(dropped), await logits(state.parameters)];
        expect(now).toEqual(dropping);
        if (dropping.some((logit, i) => logit !== before[i])) seen.drops += 1;
      });
      expect(seen.grown).toBeGreaterThan(20);
      // Dropping did change something.
      expect(seen.drops).toBeGreaterThan(2);
    },
  );
});
