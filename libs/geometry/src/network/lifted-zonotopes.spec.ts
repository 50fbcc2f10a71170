import { floats } from '../numbers/floats';
import { rationals } from '../numbers/rationals';
import { rational, toFloat } from '../numbers/rational';
import { decisionSubdivision } from './decision-subdivision';
import { liftedZonotopes } from './lifted-zonotopes';

/** f1 - f2 = 2 relu(x - 1) - 2 relu(y - 2) + 1. */
const network = {
  hidden: {
    weights: [
      [1, 0],
      [0, 1],
    ],
    bias: [-1, -2],
  },
  output: {
    weights: [
      [1, -1],
      [-1, 1],
    ],
    bias: [1, 0],
  },
};

test('a class has the segments of the units that push towards it, from its own bias', () => {
  const [first, second] = liftedZonotopes(floats, network);
  expect(first).toMatchObject({ dimension: 1 });
  expect(first!.vertices).toEqual([
    [0, 0, 1],
    [2, 0, -1],
  ]);
  expect(second!.vertices).toEqual([
    [0, 0, 0],
    [0, 2, -4],
  ]);
});

test('fractions give the same', () => {
  const exact = (values: number[][]) => values.map((row) => row.map(rational));
  const layer = ({ weights, bias }: { weights: number[][]; bias: number[] }) => {
    return { weights: exact(weights), bias: bias.map(rational) };
  };
  const found = liftedZonotopes(rationals, { hidden: layer(network.hidden), output: layer(network.output) });
  expect(found.map(({ vertices }) => vertices.map((vertex) => vertex.map(toFloat)))).toEqual(
    liftedZonotopes(floats, network).map(({ vertices }) => vertices),
  );
});

test.each(['paper', 'reduced'] as const)('every vertex of the subdivision is one of a zonotope: %s', (mode) => {
  const wide = {
    hidden: { weights: [[1, 0.5], [-0.25, 1], [0.75, -1], [-1, -1]], bias: [0.5, -0.25, 0, 1] }, // prettier-ignore
    output: { weights: [[1, -0.5, 2, 0.25], [-1, 1, 0.5, 0.75], [0, 0.5, -1, 1]], bias: [0, 0.5, -1] }, // prettier-ignore
  };
  const solids = liftedZonotopes(floats, wide, { mode });
  const { vertices, classes } = decisionSubdivision(floats, wide, { mode });
  vertices.forEach((vertex, v) => {
    for (const i of classes[v]!) expect(solids[i]!.vertices).toContainEqual(vertex);
  });
});

test('three inputs are refused', () => {
  const three = { hidden: { weights: [[1, 2, 3]] }, output: { weights: [[1], [0]] } };
  expect(() => liftedZonotopes(floats, three)).toThrow('wrong number of inputs');
});
