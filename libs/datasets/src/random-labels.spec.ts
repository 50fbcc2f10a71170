import { withRandomLabels } from './random-labels';
import type { ImageSet } from './types';

const set: ImageSet = {
  images: new Uint8Array(5000),
  labels: Uint8Array.from({ length: 5000 }, (_, i) => i % 10),
  count: 5000,
  shape: [1, 1, 1],
  classes: 10,
};

test('labels are drawn evenly, always the same, and have nothing to do with the true ones', () => {
  const { labels, images } = withRandomLabels(set);
  expect(images).toBe(set.images);
  expect(withRandomLabels(set).labels).toEqual(labels);
  const counts = Array.from({ length: 10 }, (_, label) => labels.filter((each) => each === label).length);
  // Five standard deviations of 500.
  for (const count of counts) expect(Math.abs(count - 500)).toBeLessThan(106);
  const kept = labels.filter((label, i) => label === set.labels[i]).length;
  expect(Math.abs(kept - 500)).toBeLessThan(106);
});
