import { decisionPolygon } from '../network/decision-polygon';
import { twoLayersOf } from '../network/two-layers-of';
import { floats } from '../numbers/floats';
import { decisionDistances } from './decision-distances';

const polygonOf = (hidden: number[][], output: number[][]) =>
  decisionPolygon(floats, { hidden: { weights: hidden }, output: { weights: output } }, { mode: 'reduced' });

/** Right triangles with legs along the axes: the bridge is the hypotenuse. */
const triangle = (x: number, y: number) =>
  polygonOf(
    [
      [x, 0],
      [0, y],
    ],
    [
      [1, 0],
      [0, 1],
    ],
  );

test('a polygon is nothing apart from itself', () => {
  expect(decisionDistances(triangle(1, 1), triangle(1, 1))).toEqual({
    hausdorff: { distance: 0, direction: [0, 0] },
    normalised: { perimeter: 0, area: 0 },
    orientation: { wasserstein: 0, variation: 0 },
    symmetricDifference: { area: 0, normalised: 0 },
    rays: { mean: 0, unmatched: 0 },
  });
});

test('size alone is seen by the distances that are not normalised', () => {
  const { hausdorff, normalised, orientation, symmetricDifference, rays } = decisionDistances(
    triangle(1, 1),
    triangle(3, 3),
  );
  expect(hausdorff.distance).toBeCloseTo(2, 12);
  expect(symmetricDifference.area).toBeCloseTo(4, 12);
  for (const zero of [...Object.values(normalised), symmetricDifference.normalised, rays.mean]) {
    expect(zero).toBeCloseTo(0, 12);
  }
  expect(orientation).toEqual({ wasserstein: 0, variation: 0 });
});

test('a turned bridge is seen by all', () => {
  const { orientation, rays, normalised } = decisionDistances(triangle(1, 1), triangle(-1, 1));
  expect(rays).toEqual({ mean: Math.PI / 2, unmatched: 0 });
  expect(orientation.variation).toBeCloseTo((1 + Math.SQRT2) / (2 + Math.SQRT2), 12);
  expect(orientation.wasserstein).toBeGreaterThan(0.5);
  expect(normalised.perimeter).toBeGreaterThan(0.1);
});

test('what has no area or perimeter has no distances in their units', () => {
  const [segment, point] = [polygonOf([[1, 0]], [[1], [0]]), polygonOf([[1, 0]], [[1], [1]])];
  const { normalised, symmetricDifference, hausdorff } = decisionDistances(triangle(1, 1), segment);
  expect(normalised.area).toBeUndefined();
  expect(normalised.perimeter).toBeGreaterThan(0);
  expect(symmetricDifference).toEqual({ area: 0.5, normalised: undefined });
  expect(hausdorff.distance).toBeCloseTo(1, 12);
  expect(decisionDistances(point, segment).normalised).toEqual({ perimeter: undefined, area: undefined });
});

test('flat polygons and points are at no distance from themselves', () => {
  const [segment, point] = [polygonOf([[1, 0]], [[1], [0]]), polygonOf([[1, 0]], [[1], [1]])];
  for (const polygon of [segment, point]) {
    const { hausdorff, normalised, orientation, symmetricDifference, rays } = decisionDistances(polygon, polygon);
    expect([hausdorff.distance, normalised.perimeter, rays.mean]).toEqual([0, 0, 0]);
    expect(orientation).toEqual({ wasserstein: 0, variation: 0 });
    expect(symmetricDifference).toEqual({ area: 0, normalised: 0 });
  }
});

describe('layers as a network with one hidden layer', () => {
  const hidden = { weights: [[1, 2]] };

  test('one output is the classes 0 and 1', () => {
    const f = { weights: [[3]], bias: [-1] };
    expect(twoLayersOf({ layers: [hidden, f] })).toEqual({
      hidden,
      output: { weights: [[0], [3]], bias: [0, -1] },
    });
  });

  test('any other number of layers is refused', () => {
    expect(() => twoLayersOf({ layers: [hidden] })).toThrow('one hidden layer');
    expect(() => twoLayersOf({ layers: [hidden, hidden, hidden] })).toThrow('one hidden layer');
  });
});
