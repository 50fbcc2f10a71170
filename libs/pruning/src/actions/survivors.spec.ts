import { tensor } from '@tombola/engine';
import { initialise, lenet300100, type Parameters } from '@tombola/nn';
import { shuffleMasks } from '../methods/controls';
import { denseMasks } from '../masks';
import { resetSurvivors, type SurvivorOptions } from './survivors';

const network = lenet300100({ inputShape: [1, 4, 4], classes: 10 });
const initial = (draw = 0) => initialise(network, 'glorot-normal', 4, draw);
const weights: Parameters = { ...initial(), 'dense_1/bias': tensor(new Float32Array(300).fill(2), [300]) };
const half = Object.fromEntries(
  Object.entries(denseMasks(network)).map(([name, { shape, data }]) => [
    name,
    tensor(
      data.map((_, i) => i % 2),
      shape,
      'uint8',
    ),
  ]),
);
const masks = shuffleMasks(half, 0, 0);
const names = Object.keys(masks);

const reset = (action: SurvivorOptions['action'], signs: SurvivorOptions['signs'] = 'random', seed = 4) =>
  resetSurvivors(weights, masks, { action, signs, network, seed, initial });
const survivorsOf = (from: Parameters, name: string) => from[name]!.data.filter((_, i) => masks[name]!.data[i] === 1);

test('rewound survivors are the weights themselves', () => {
  expect(reset('rewind')).toBe(weights);
});

test.each(['reinit', 'reshuffle', 'constant'] as const)(
  '%s: with the same signs every survivor has its sign',
  (action) => {
    const same = reset(action, 'same');
    for (const name of names) {
      const before = weights[name]!.data;
      expect(same[name]!.data.every((value, i) => value < 0 === before[i]! < 0)).toBe(true);
      expect(same[name]!.data).not.toEqual(weights[name]!.data);
    }
  },
);

test.each(['reinit', 'reshuffle', 'constant'] as const)('%s: with random signs about half of them change', (action) => {
  const before = survivorsOf(weights, 'dense_2/weights');
  const after = survivorsOf(reset(action), 'dense_2/weights');
  const changed = after.filter((value, i) => value < 0 !== before[i]! < 0).length;
  // Within five deviations.
  expect(Math.abs(changed - after.length / 2)).toBeLessThan(5 * Math.sqrt(after.length / 4));
});

test('reshuffled survivors of a layer are the same numbers elsewhere; magnitudes with the same signs', () => {
  for (const name of names) {
    const before = survivorsOf(weights, name);
    expect(survivorsOf(reset('reshuffle'), name).sort()).toEqual(before.slice().sort());
    expect(survivorsOf(reset('reshuffle', 'same'), name).map(Math.abs).sort()).toEqual(before.map(Math.abs).sort());
  }
});

test('new draws are those of the first re-initialisation', () => {
  for (const name of names) expect(reset('reinit')[name]!.data).toEqual(initial(1)[name]!.data);
});

test('constants are the deviation of the layer’s initial weights, for LeNet-300-100 as Glorot’s distribution says', () => {
  const lenet = lenet300100({ inputShape: [1, 28, 28], classes: 10 });
  const drawn = initialise(lenet, 'glorot-normal', 4);
  const options = { action: 'constant', signs: 'random', network: lenet, seed: 4, initial: () => drawn } as const;
  const constants = resetSurvivors(drawn, denseMasks(lenet), options);
  // sqrt(2 / (in + out))
  const deviations = { 'dense_1/weights': 0.042954, 'dense_2/weights': 0.070711, 'dense_3/weights': 0.13484 };
  for (const [name, deviation] of Object.entries(deviations)) {
    const { data } = constants[name]!;
    const magnitudes = new Set(data.map(Math.abs));
    expect(magnitudes.size).toBe(1);
    // Of n weights the deviation is known to 1 / sqrt(2 n).
    expect(Math.abs([...magnitudes][0]! / deviation - 1)).toBeLessThan(4 / Math.sqrt(2 * data.length));
    expect(data.filter((value) => value < 0).length).toBeGreaterThan(0.4 * data.length);
  }
});

test('what is drawn depends on the seed; biases go back to what they were', () => {
  for (const action of ['reshuffle', 'constant'] as const) {
    expect(reset(action)).toEqual(reset(action));
    expect(reset(action, 'random', 5)).not.toEqual(reset(action));
    expect(reset(action)['dense_1/bias']).toBe(weights['dense_1/bias']);
  }
});
