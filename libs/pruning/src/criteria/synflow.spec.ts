import { eager, tensor } from '@tombola/engine';
import { initialise, mlp } from '@tombola/nn';
import { budgetOf } from '../budget';
import { collapsedLayers } from '../layer-collapse';
import { countMasks, denseMasks } from '../masks';
import { pruneInRounds } from '../rounds';
import { synapticFlow } from './synflow';
import { flowOf, total } from './testing/flow';
import { convNetwork, denseNetwork, shakenParameters } from './testing/networks';

test('flow of a network of two inputs, two hidden units and one output, by hand', async () => {
  const network = mlp({ inputShape: [1, 1, 2], hidden: [2], classes: 1 });
  // Weights are [in, out]: |W1| = [[1, 2], [3, 4]] by unit, |W2| = [1/2, 1]. Neither signs nor biases matter.
  const parameters = {
    'dense_1/weights': tensor([1, -3, -2, 4], [2, 2]),
    'dense_1/bias': tensor([0.5, -7]),
    'dense_2/weights': tensor([-0.5, 1], [2, 1]),
    'dense_2/bias': tensor([3]),
  };
  const { shares, R } = await flowOf(network, parameters);
  expect(R.sum * 2 ** R.exponent).toBe(8.5);
  const scores = (name: string) => Array.from(shares[name]!.data, (share) => share * 8.5);
  [0.5, 3, 1, 4].forEach((score, i) => expect(scores('dense_1/weights')[i]).toBeCloseTo(score, 6));
  [1.5, 7].forEach((score, i) => expect(scores('dense_2/weights')[i]).toBeCloseTo(score, 6));
});

test('a net of ones with 3, 3, 3 and 1 units has R = 27', async () => {
  const network = mlp({ inputShape: [1, 1, 3], hidden: [3, 3], classes: 1 });
  const ones = Object.fromEntries(
    Object.entries(initialise(network, 'glorot-normal', 1)).map(([name, { shape, data }]) => [
      name,
      tensor(
        data.map(() => 1),
        shape,
      ),
    ]),
  );
  const { R } = await flowOf(network, ones);
  expect(R.sum * 2 ** R.exponent).toBe(27);
});

test('what enters a hidden unit leaves it, and every layer has all of it', async () => {
  const { shares } = await flowOf(denseNetwork, shakenParameters(denseNetwork));
  for (const { data } of Object.values(shares)) expect(total(data)).toBeCloseTo(1, 5);
  for (const [before, after] of [
    ['dense_1', 'dense_2'],
    ['dense_2', 'dense_3'],
  ]) {
    const [into, out] = [shares[`${before}/weights`]!, shares[`${after}/weights`]!];
    const [units, outputs] = out.shape as [number, number];
    for (let unit = 0; unit < units; unit++) {
      const entering = total(into.data.filter((_, i) => i % units === unit));
      expect(entering).toBeCloseTo(total(out.data.subarray(unit * outputs, (unit + 1) * outputs)), 6);
    }
  }
});

test.each([
  ['dense', denseNetwork],
  ['convolutional', convNetwork],
])('of a %s network shares are those of eager cpu', async (_, network) => {
  const parameters = shakenParameters(network);
  const [compiled, expected] = [await flowOf(network, parameters), await flowOf(network, parameters, eager)];
  expect(compiled.R.exponent).toBe(expected.R.exponent);
  for (const [name, { data }] of Object.entries(expected.shares)) {
    data.forEach((share, i) => expect(compiled.shares[name]!.data[i]).toBeCloseTo(share, 6));
  }
});

test('where a branch leads past a layer the layer has less than all, what both rejoin in has all again', async () => {
  const { shares } = await flowOf(convNetwork, shakenParameters(convNetwork));
  expect(total(shares['stem/weights']!.data)).toBeCloseTo(1, 5);
  expect(total(shares['head/weights']!.data)).toBeCloseTo(1, 5);
  const inner = total(shares['inner/weights']!.data);
  expect(inner).toBeGreaterThan(0.1);
  expect(inner).toBeLessThan(0.9);
});

test('in 100 rounds by equal ratios as many weights as there are layers are one a layer; at once layers collapse', async () => {
  const network = mlp({ inputShape: [1, 4, 4], hidden: [20, 6, 12, 4], classes: 3 });
  const parameters = initialise(network, 'glorot-normal', 2);
  const dense = denseMasks(network);
  const layers = Object.keys(dense).length;
  const sparsity = 1 - layers / countMasks(dense).total;
  const budget = budgetOf(network, sparsity, { scope: 'global', distribution: 'uniform', minKeep: 0 });
  const criterion = await synapticFlow({ network });
  const prune = (rounds: number) =>
    pruneInRounds(dense, budget, { rounds }, (masks) => criterion.scores({ parameters, masks }, []));
  const masks = await prune(100);
  expect(Object.values(masks).map(({ data }) => total(data))).toEqual(Array<number>(layers).fill(1));
  expect(collapsedLayers(await prune(1))).not.toEqual([]);
  await criterion.dispose();
});

test('a network through which nothing flows has no shares', async () => {
  const masks = denseMasks(denseNetwork);
  const cut = { ...masks, 'dense_2/weights': tensor(new Uint8Array(30), [6, 5], 'uint8') };
  const criterion = await synapticFlow({ network: denseNetwork });
  const scores = await criterion.scores({ parameters: shakenParameters(denseNetwork), masks: cut }, []);
  for (const values of Object.values(scores)) expect(values.every((value) => value === 0)).toBe(true);
  await criterion.dispose();
});
