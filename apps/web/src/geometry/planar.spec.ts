import { datasetSchema } from '@tombola/shared';
import { geometryHref, planarNames } from './planar';

test('all planar data sets have geometry', () => {
  const planar = datasetSchema.options.filter(({ shape }) => !('pixels' in shape));
  expect(planarNames).toEqual(planar.map(({ shape }) => shape.name.value));
});

test('a ticket of points of a plane leads to its place in the geometry', () => {
  const place = { study: 'tropical-smoke-1', arm: 'lottery' };
  const at = { seed: 3, level: 2 };
  expect(geometryHref({ dataset: { name: 'circles' } }, place, at)).toBe(
    '/geometry?study=tropical-smoke-1&arm=lottery&seed=3&level=2',
  );
  expect(geometryHref({ dataset: { name: 'mnist' } }, place, at)).toBeUndefined();
  expect(geometryHref({}, place, at)).toBeUndefined();
  expect(geometryHref({ dataset: { name: 'points' } }, undefined, at)).toBeUndefined();
});
