import { tensor, type Tensor } from '@tombola/engine';
import { Gradients, Trainer, unitPixels, type Moment } from '@tombola/nn';
import { readRecipe, type OptionsOf, type RecipeInput } from '@tombola/shared';
import { batchesOf, convNetwork, denseNetwork, shakenParameters } from '../criteria/testing/networks';
import { topKastRule, trainedSet } from '../dynamic/top-kast-rule';
import { masked, planContext, trainPlan } from '../dynamic/testing/moments';
import { countMasks, denseMasks, fromMaskTensors, isNested, toMaskTensors } from '../masks';
import { planLevel } from './registry';

const recipeWith = (method: Partial<OptionsOf<'top-kast'>>, optimizer: RecipeInput['optimizer']) =>
  readRecipe({
    network: { name: 'lenet-300-100' },
    dataset: { name: 'glyphs' },
    optimizer,
    steps: 12,
    batch: 6,
    evaluateEvery: 12,
    method: { name: 'top-kast', sparsities: [0.7], updateEvery: 4, ...method },
  });
const sgd = { name: 'sgd', learningRate: 0.1, momentum: 0.9, weightDecay: 0.02 } as const;

/** Every third element, from the given one on. */
const thirds = (first: number, { data, shape }: Tensor<'float32'>) =>
  tensor(
    data.map((_, i) => (i % 3 === first ? 1 : 0)),
    shape,
  );

test('a step trains what computes and what might, by the gradient of what computes, and leaves the rest', async () => {
  const recipe = recipeWith({}, { ...sgd, momentum: 0 });
  const all = toMaskTensors(denseMasks(denseNetwork));
  const each = (make: (bits: Tensor<'float32'>) => Tensor<'float32'>) =>
    Object.fromEntries(Object.entries(all).map(([name, bits]) => [name, make(bits)]));
  const computing = each((bits) => thirds(0, bits));
  const exploring = each((bits) => thirds(1, bits));
  const trained = each((bits) =>
    tensor(
      bits.data.map((_, i) => (i % 3 < 2 ? 1 : 0)),
      bits.shape,
    ),
  );
  const densities = Object.fromEntries(Object.keys(all).map((name) => [name, 0.25]));
  const [rate, decay, exploration] = [0.1, 0.02, 0.05];
  const rule = topKastRule(denseNetwork, { densities, exploration, decays: true });
  const trainer = await Trainer.create(denseNetwork, recipe, unitPixels, { rule });
  const gradients = await Gradients.create({ network: denseNetwork, batch: 6, pixels: unitPixels });
  const [batch] = batchesOf(denseNetwork, 1, 6);
  const parameters = shakenParameters(denseNetwork);
  const dense = await gradients.of(masked(parameters, computing), batch!, 1);
  const begun = trainer.start(parameters, computing);
  const memory = Object.fromEntries(Object.entries(trained).map(([name, set]) => [trainedSet(name), set]));
  const { state } = await trainer.advance({ ...begun, memory }, computing, { next: () => batch! }, 0, 1);
  for (const name of Object.keys(all)) {
    const [w, g, after] = [parameters[name]!.data, dense[name]!.data, state.parameters[name]!.data];
    w.forEach((value, i) => {
      const pull = computing[name]!.data[i]! + exploring[name]!.data[i]! / 0.25;
      const step = rate * (g[i]! + decay * value + 2 * exploration * pull * value);
      if (trained[name]!.data[i] === 1) expect(after[i]).toBeCloseTo(value - step, 5);
      else expect(Object.is(after[i], value)).toBe(true);
    });
    expect(state.memory![trainedSet(name)]).toEqual(trained[name]);
  }
  await trainer.dispose();
  await gradients.dispose();
});

test('a layer that keeps nothing stays as it is, exploration or not', async () => {
  const recipe = recipeWith({}, sgd);
  const masks = Object.fromEntries(
    Object.entries(toMaskTensors(denseMasks(denseNetwork))).map(([name, bits], i) => [
      name,
      i === 1 ? tensor(new Float32Array(bits.data.length), bits.shape) : bits,
    ]),
  );
  const names = Object.keys(masks);
  const densities = Object.fromEntries(names.map((name, i) => [name, i === 1 ? 0 : 1]));
  const rule = topKastRule(denseNetwork, { densities, exploration: 0.05, decays: true });
  const trainer = await Trainer.create(denseNetwork, recipe, unitPixels, { rule });
  const parameters = shakenParameters(denseNetwork);
  const memory = Object.fromEntries(names.map((name) => [trainedSet(name), masks[name]!]));
  const [batch] = batchesOf(denseNetwork, 1, 6);
  const begun = { ...trainer.start(parameters, masks), memory };
  const { state } = await trainer.advance(begun, masks, { next: () => batch! }, 0, 2);
  await trainer.dispose();
  expect(state.parameters[names[1]!]).toEqual(parameters[names[1]!]);
  for (const { data } of Object.values(state.parameters)) expect(data.every(Number.isFinite)).toBe(true);
});

test.each([
  ['dense layers', denseNetwork, sgd],
  ['dense layers, without decay', denseNetwork, { name: 'adam', learningRate: 0.05 } as const],
  ['convolutions', convNetwork, { name: 'adam', learningRate: 0.01, weightDecay: 0.1 } as const],
])(
  'in a network of %s the sets have their counts, one within the other, and what is outside keeps its bits',
  async (_, network, optimizer) => {
    const recipe = recipeWith({ backward: 1.5 }, optimizer);
    const plan = await planLevel({ ...planContext(network, recipe), method: recipe.method });
    const { kept } = countMasks(plan.masks);
    let last: Moment['state'] | undefined;
    const changes = { outside: 0, masks: 0 };
    const result = await trainPlan(network, recipe, plan, ({ state, masks }, change) => {
      const computing = fromMaskTensors(change.masks!);
      const sets = Object.entries(change.state!.memory!).map(
        ([name, set]) => [name.replace('/trained', ''), set] as const,
      );
      const trained = fromMaskTensors(Object.fromEntries(sets));
      expect(countMasks(computing).kept).toBe(kept);
      expect(isNested(computing, trained)).toBe(true);
      for (const [name, { data }] of Object.entries(trained)) {
        const size = data.reduce((sum, bit) => sum + bit, 0);
        const least = computing[name]!.data.reduce((sum, bit) => sum + bit, 0);
        expect(size).toBe(Math.min(data.length, Math.round(1.5 * least)));
      }
      for (const [name, mask] of Object.entries(change.masks!)) {
        if (mask.data.some((bit, i) => bit !== masks[name]!.data[i])) changes.masks += 1;
        const set = last?.memory?.[trainedSet(name)]?.data;
        state.parameters[name]!.data.forEach((value, i) => {
          if (set?.[i] !== 0) return;
          changes.outside += 1;
          expect(Object.is(value, last!.parameters[name]!.data[i])).toBe(true);
        });
      }
      last = change.state;
    });
    expect(changes.outside).toBeGreaterThan(50);
    expect(changes.masks).toBeGreaterThan(0);
    for (const [name, { data }] of Object.entries(result.masks)) {
      expect(result.parameters[name]!.data.every((value, i) => data[i] === 1 || Object.is(value, 0))).toBe(true);
    }
  },
);
