import { blockRange, greatest, inputGrids, isPicture, kernelGrids } from './grid';

const inputs = { level: 'x', layer: 'dense_1', kind: 'dense', outputs: 10 };

test('a grey image is one picture of its shape', () => {
  const grids = inputGrids({ ...inputs, height: 2, width: 3, channels: 1, counts: [1, 2, 3, 4, 5, 6] });
  expect(grids).toEqual([{ label: 'input', rows: 2, columns: 3, most: 10, values: [1, 2, 3, 4, 5, 6] }]);
});

test('an image of three channels is their sum and each of them', () => {
  const grids = inputGrids({ ...inputs, height: 1, width: 2, channels: 3, counts: [1, 2, 3, 4, 5, 6] });
  expect(grids.map(({ label, most, values }) => [label, most, values])).toEqual([
    ['all channels', 30, [6, 15]],
    ['red', 10, [1, 4]],
    ['green', 10, [2, 5]],
    ['blue', 10, [3, 6]],
  ]);
});

test('the channels add up to the whole, whatever the shape', () => {
  for (const [height, width, channels] of [
    [3, 4, 2],
    [5, 1, 3],
    [2, 2, 7],
  ] as const) {
    const counts = Array.from({ length: height * width * channels }, (_, i) => (i * 7) % 11);
    const [whole, ...each] = inputGrids({ ...inputs, height, width, channels, counts });
    const sums = whole!.values.map((_, i) => each.reduce((sum, { values }) => sum + values[i]!, 0));
    expect(sums).toEqual(whole!.values);
  }
});

test('a picture has rows and columns', () => {
  expect(isPicture({ height: 28, width: 28 })).toBe(true);
  expect(isPicture({ height: 1, width: 784 })).toBe(false);
});

test('blocks cover an extent without a gap', () => {
  for (const [blocks, extent] of [
    [64, 784],
    [32, 300],
    [10, 10],
    [3, 7],
  ] as const) {
    const ends = Array.from({ length: blocks }, (_, b) => blockRange(b, blocks, extent));
    expect(ends[0]![0]).toBe(0);
    expect(ends.at(-1)![1]).toBe(extent);
    for (let b = 1; b < blocks; b++) expect(ends[b]![0]).toBe(ends[b - 1]![1]);
  }
});

test('kernels are read from masks that came whole, and from nothing else', () => {
  const mask = { level: 'x', parameter: 'conv_1/weights', kept: 5, total: 8 };
  // [2, 1, 2, 2]: two places, two inputs, two outputs.
  const whole = { ...mask, shape: [2, 1, 2, 2], rows: 4, columns: 2, densities: [1, 0, 0, 0, 1, 1, 1, 1] };
  expect(kernelGrids(whole)).toEqual([
    { rows: 2, columns: 1, values: [0.5, 1] },
    { rows: 2, columns: 1, values: [0, 1] },
  ]);
  expect(kernelGrids({ ...whole, rows: 2, densities: [1, 0, 1, 1] })).toBeUndefined();
  expect(kernelGrids({ ...whole, shape: [4, 2] })).toBeUndefined();
});

test('the greatest value of nothing is 0', () => {
  expect(greatest({ rows: 0, columns: 0, values: [] })).toBe(0);
  expect(greatest({ rows: 1, columns: 2, values: [3, 1] })).toBe(3);
});
