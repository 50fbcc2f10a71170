import { tensor } from '@tombola/engine';
import { exitOfUnit } from '@tombola/geometry';
import { buildNetwork, initialise, structureOf, type Parameters } from '@tombola/nn';
import type { NodeDefinitionInput } from '@tombola/shared';
import { countMask, type Masks } from '../masks';
import { removals } from '../removals';
import { densePairs } from './dense-pairs';
import { neuronMasks } from './neuron-masks';
import { unitsOfPair, withUnits } from './pair-units';
import { weightMasks } from './weight-masks';

const data = { inputShape: [1, 4, 4], classes: 3 } as const;
const network = buildNetwork({ name: 'mlp', hidden: [12, 8], bias: true }, data);
const state = initialise(network, 'glorot-normal', 3);
const layers = ['dense_1', 'dense_2', 'dense_3'].map((name) => `${name}/weights`);
const goneOf = (masks: Masks) => layers.map((name) => masks[name]!.data.length - countMask(masks[name]!).kept);
const sizes = [16 * 12, 12 * 8, 8 * 3];
const asked = (sparsity: number) => sizes.map((size) => removals(sparsity, size));
const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

const sparsities = [0, 0.1, 0.37, 0.5, 0.8, 0.9, 0.95, 0.99];

describe('pairs of dense layers', () => {
  const nodesOf = (nodes: NodeDefinitionInput[]) =>
    densePairs(structureOf({ name: 'own', nodes }, data)).map(({ hidden, output }) => [hidden.name, output.name]);

  test('follow each other through a ReLU, and dropout', () => {
    const end: NodeDefinitionInput = { op: 'dense', units: 'classes', name: 'logits' };
    const flat: NodeDefinitionInput = { op: 'flatten' };
    const a: NodeDefinitionInput = { op: 'dense', units: 5, name: 'a' };
    const b: NodeDefinitionInput = { op: 'dense', units: 4, name: 'b' };
    const relu: NodeDefinitionInput = { op: 'relu' };
    expect(nodesOf([flat, a, relu, { op: 'dropout', rate: 0.5 }, b, relu, end])).toEqual([
      ['a', 'b'],
      ['b', 'logits'],
    ]);
    expect(nodesOf([flat, a, b, relu, end])).toEqual([['b', 'logits']]);
    expect(nodesOf([flat, a, { op: 'batch-norm' }, relu, end])).toEqual([]);
    expect(nodesOf([flat, end])).toEqual([]);
  });

  test('have units that can be read and written', () => {
    const [pair] = densePairs(network);
    const units = unitsOfPair(pair!, state);
    expect(units[3]!.row[5]).toBe(state['dense_1/weights']!.data[5 * 12 + 3]);
    expect(units[3]!.out[2]).toBe(state['dense_2/weights']!.data[3 * 8 + 2]);
    expect(withUnits(pair!, state, units)).toEqual(state);
    const fewer = withUnits(pair!, state, units.slice(0, 2));
    expect(unitsOfPair(pair!, fewer)[1]).toEqual(units[1]);
    expect(unitsOfPair(pair!, fewer)[2]!.row.every((weight) => weight === 0)).toBe(true);
  });
});

test.each(sparsities)('weights: every layer loses exactly its share of %d, in one sweep or more', (sparsity) => {
  for (const sweeps of [1, 3]) expect(goneOf(weightMasks(network, state, sparsity, sweeps))).toEqual(asked(sparsity));
});

test('weights: more of them go at a higher sparsity, and those that went stay gone', () => {
  const masks = sparsities.map((sparsity) => weightMasks(network, state, sparsity, 1));
  masks.slice(1).forEach((sparser, i) => {
    for (const name of layers.slice(0, 2)) {
      sparser[name]!.data.forEach((bit, at) => expect(bit).toBeLessThanOrEqual(masks[i]![name]!.data[at]!));
    }
  });
});

test('weights: in one sweep a row loses the smallest beside what reads the unit', () => {
  const masks = weightMasks(network, state, 0.5, 1);
  const [, pair] = densePairs(network);
  // |a| times the weight at which the coordinate goes: the ratio of the sums over pairs of outputs, written out.
  const lambdas = unitsOfPair(pair!, state).map(({ row, out }) => {
    let [weights, squares] = [0, 0];
    out.forEach((b, i) =>
      out.forEach((c, k) => {
        if (i === k) return;
        const weight = Math.max(b, 0) + Math.max(-c, 0);
        weights += weight;
        squares += weight * weight;
      }),
    );
    return row.map((weight) => (Math.abs(weight) * squares) / weights);
  });
  const { data: bits } = masks['dense_2/weights']!;
  const gone = lambdas.flatMap((row, j) => row.filter((_, i) => bits[i * 8 + j] === 0));
  const kept = lambdas.flatMap((row, j) => row.filter((_, i) => bits[i * 8 + j] === 1));
  expect(Math.max(...gone)).toBeLessThanOrEqual(Math.min(...kept));
});

/** Units without a weight left, in or out. */
function goneUnits(masks: Masks): number[][] {
  return densePairs(network).map(({ hidden, output }) => {
    const into = masks[`${hidden.name}/weights`]!.data;
    const out = masks[`${output.name}/weights`]!.data;
    return Array.from({ length: hidden.units }, (_, j) => j).filter(
      (j) =>
        into.every((bit, at) => at % hidden.units !== j || bit === 0) &&
        out.every((bit, at) => Math.floor(at / output.units) !== j || bit === 0),
    );
  });
}

test.each(sparsities)('neurons: exactly the share of %d goes, of all layers together', (sparsity) => {
  const masks = neuronMasks(network, state, sparsity, 1);
  expect(sum(goneOf(masks))).toBe(sum(asked(sparsity)));
});

test('neurons: they go whole but for one, the first to leave first, of every layer in proportion', () => {
  const masks = neuronMasks(network, state, 0.5, 1);
  const gone = goneUnits(masks);
  densePairs(network).forEach((pair, p) => {
    const exits = unitsOfPair(pair, state).map((unit) => exitOfUnit(unit, 1));
    const [inside, outside] = [true, false].map((is) => exits.filter((_, j) => gone[p]!.includes(j) === is));
    expect(Math.max(...inside!)).toBeLessThan(Math.min(...outside!));
  });
  expect(Math.abs(gone[0]!.length / 12 - gone[1]!.length / 8)).toBeLessThan(0.2);
  const partly = densePairs(network).flatMap(({ hidden }, p) => {
    const { data: bits } = masks[`${hidden.name}/weights`]!;
    const readable = p === 0 ? 16 : 12 - gone[0]!.length;
    return Array.from({ length: hidden.units }, (_, j) => j).filter((j) => {
      const kept = bits.reduce((all, bit, at) => all + (at % hidden.units === j ? bit : 0), 0);
      return kept > 0 && kept < readable;
    });
  });
  expect(partly.length).toBeLessThanOrEqual(1);
});

test('a rescaled network loses the same weights', () => {
  const factors = Array.from({ length: 12 }, (_, j) => 2 ** ((j % 5) - 2));
  const scaled: Parameters = {
    ...state,
    'dense_1/weights': tensor(
      state['dense_1/weights']!.data.map((weight, at) => weight * factors[at % 12]!),
      [16, 12],
    ),
    'dense_2/weights': tensor(
      state['dense_2/weights']!.data.map((weight, at) => weight / factors[Math.floor(at / 8)]!),
      [12, 8],
    ),
  };
  const first = (masks: Masks) => masks['dense_1/weights'];
  expect(first(neuronMasks(network, scaled, 0.5, 1))).toEqual(first(neuronMasks(network, state, 0.5, 1)));
  expect(first(weightMasks(network, scaled, 0.5, 1))).toEqual(first(weightMasks(network, state, 0.5, 1)));
});
