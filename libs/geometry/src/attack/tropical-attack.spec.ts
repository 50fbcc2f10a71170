import { randomStream } from '@tombola/shared';
import fc from 'fast-check';
import { decisionPolygon } from '../network/decision-polygon';
import type { TwoLayers } from '../network/two-layers';
import { floats } from '../numbers/floats';
import type { Vector } from '../numbers/vector';
import { support } from '../polytope/support';
import { outputsOf } from '../testing/networks';
import { marginAt } from './margin';
import { moveRow } from './move-row';
import { tropicalAttack } from './tropical-attack';

const draws = randomStream(5, 'attack');
const random = (rows: number, columns: number) =>
  Array.from({ length: rows }, () => Array.from({ length: columns }, () => draws.normal()));
const product = (a: Vector, b: Vector) => a.reduce((sum, each, i) => sum + each * b[i]!, 0);
const layersOf = ({ hidden, output }: TwoLayers) => ({ layers: [hidden, output] });

/** The classes that the exact decision polygon of a bias-free network gives an input. */
function classesAt(network: TwoLayers, x: Vector): readonly number[] {
  const { vertices, classes } = decisionPolygon(floats, network);
  return classes[support(floats, vertices, x)!.at]!;
}

test('on the plane, the decision polygon says the target of the moved input, and with the moved weights of the old one', () => {
  let attacked = 0;
  for (let trial = 0; trial < 8; trial++) {
    const network: TwoLayers = { hidden: { weights: random(6, 2) }, output: { weights: random(2, 6) } };
    const x = [draws.normal(), draws.normal()];
    const [now, ...ties] = classesAt(network, x);
    if (ties.length > 0) continue;
    const target = 1 - now!;
    const attack = tropicalAttack(layersOf(network), x, { target, margin: 0.01 });
    if (attack === undefined) continue;
    attacked += 1;
    expect(
      classesAt(
        network,
        x.map((each, i) => each + attack.input[i]!),
      ),
    ).toEqual([target]);
    const rows = network.hidden.weights.map((row, j) => row.map((weight, i) => weight + attack.weights[j]![i]!));
    expect(classesAt({ ...network, hidden: { weights: rows } }, x)).toEqual([target]);
    network.hidden.weights.forEach((row, j) => {
      expect(product(attack.weights[j]!, x)).toBeCloseTo(product(row, attack.input), 9);
    });
    expect(attack.margins.input).toBeCloseTo(attack.margins.weights, 9);
    const half = x.map((each, i) => each + 0.99 * attack.input[i]!);
    const [f, g] = outputsOf(network, half);
    expect((f! - g!) * (target === 0 ? 1 : -1)).toBeLessThan(0.01);
  }
  expect(attacked).toBeGreaterThanOrEqual(4);
});

test('a linear network: the least movement, in closed form', () => {
  // f = (x - y, 0) at (2, 1) with the one unit a = (1, -1): the input has to go along (-1, 1) by 1 + margin.
  const network = { layers: [{ weights: [[1, -1]] }, { weights: [[1], [0]], bias: [0, 0.25] }] };
  const attack = tropicalAttack(network, [2, 1], { target: 1, margin: 0.25 })!;
  expect(attack.input[0]).toBeCloseTo(-0.5, 3);
  expect(attack.input[1]).toBeCloseTo(0.5, 3);
  // xi x = -1 with the least xi: -x / |x|².
  expect(attack.weights[0]![0]).toBeCloseTo(-2 / 5, 3);
  expect(attack.weights[0]![1]).toBeCloseTo(-1 / 5, 3);
  expect(attack.costs.input).toBeCloseTo(0.5, 3);
  expect(attack.costs.weights).toBeCloseTo(0.1, 3);
});

describe('bounds', () => {
  const network = { layers: [{ weights: random(20, 12) }, { weights: random(10, 20) }, { weights: random(3, 10) }] };
  const x = Array.from({ length: 12 }, () => draws.uniform());
  const classes = marginAt({ layers: withBiases(network.layers), slope: 0 }, x, 0).value > 0 ? [1, 2] : [0];
  const [target] = classes;

  test('are kept by inputs, by weights and by their range', () => {
    const options = { target: target!, margin: 0.1, range: [0, 1], mostInput: 0.5, mostWeight: 0.4 } as const;
    const attack = tropicalAttack(network, x, options)!;
    attack.input.forEach((each, i) => {
      expect(Math.abs(each)).toBeLessThanOrEqual(0.5 + 1e-12);
      expect(x[i]! + each).toBeGreaterThanOrEqual(0);
      expect(x[i]! + each).toBeLessThanOrEqual(1);
    });
    expect(Math.max(...attack.weights.flat().map(Math.abs))).toBeLessThanOrEqual(0.4 + 1e-12);
    expect(attack.margins.input).toBeGreaterThanOrEqual(0.1);
    expect(attack.margins.weights).toBeGreaterThanOrEqual(0.1 - 1e-9);
  });

  test('that are too tight leave nothing', () => {
    expect(tropicalAttack(network, x, { target: target!, mostInput: 1e-6 })).toBeUndefined();
    expect(tropicalAttack(network, x, { target: target!, mostWeight: 1e-6 })).toBeUndefined();
  });

  test('and inputs that make no sense are refused', () => {
    const attack =
      (change: object, at = x) =>
      () =>
        tropicalAttack(network, at, { target: 0, ...change });
    expect(attack({ target: 3 })).toThrow(/no such class \(got 3\): expected 0 to 2/);
    expect(attack({}, x.slice(1))).toThrow(/wrong length \(got 11\): expected 12/);
    expect(attack({ range: [0, 0.1] })).toThrow(/outside of its range/);
    expect(attack({ mostInput: 0 })).toThrow(/nothing could change within this bound/);
    expect(
      attack(
        {},
        x.map(() => 0),
      ),
    ).toThrow(/an input other than 0/);
    expect(attack({}, x.with(2, NaN))).toThrow(/the input is not a finite number/);
  });
});

test('rows move by the least that does it, cut off where it has to be', () => {
  expect(moveRow([3, 4], 5, Infinity)!.map((r) => Number(r.toFixed(12)))).toEqual([0.6, 0.8]);
  // 0.7 of the second coordinate gives 2.8, the other 2.2 come from the first.
  expect(moveRow([3, -4], -5, 0.75)!.map((r) => Number(r.toFixed(12)))).toEqual([-0.666666666667, 0.75]);
  expect(moveRow([3, 4], 7, 1)).toEqual([1, 1]);
  expect(moveRow([3, 4], 7.1, 1)).toBeUndefined();
  const x = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(x, fc.integer({ min: -20, max: 20 }), fc.double({ min: 0.1, max: 3, noNaN: true }), (at, by, most) => {
      const row = moveRow(at, by, most);
      const reach = most * at.reduce((sum, each) => sum + Math.abs(each), 0);
      if (row === undefined) return expect(Math.abs(by)).toBeGreaterThan(reach - 1e-9);
      expect(product(row, at)).toBeCloseTo(by, 9);
      row.forEach((r) => expect(Math.abs(r)).toBeLessThanOrEqual(most));
    }),
  );
});

test('margins have the gradient of differences', () => {
  const layers = withBiases([{ weights: random(7, 4) }, { weights: random(3, 7) }]);
  const x = [0.3, -1, 0.7, 2];
  const { value, gradient } = marginAt({ layers, slope: 0.1 }, x, 2);
  x.forEach((_, i) => {
    const there = marginAt({ layers, slope: 0.1 }, x.with(i, x[i]! + 1e-6), 2).value;
    expect((there - value) / 1e-6).toBeCloseTo(gradient[i]!, 5);
  });
});

function withBiases(layers: readonly { weights: number[][] }[]) {
  return layers.map(({ weights }) => ({ weights, bias: weights.map(() => 0) }));
}
