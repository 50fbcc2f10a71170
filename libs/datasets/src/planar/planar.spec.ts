import { InputError, readRecipe } from '@tombola/shared';
import { batches } from '../batches';
import { datasetFacts } from '../facts';
import { loadDataset } from '../load';
import { readHere } from '../reading/memory';
import type { ImageSet } from '../types';

const recipe = (dataset: unknown) =>
  readRecipe({
    network: { name: 'mlp', hidden: [4] },
    dataset,
    optimizer: { name: 'sgd', learningRate: 0.1 },
    steps: 1,
  }).dataset;
const load = (dataset: unknown) => loadDataset(recipe(dataset));
const valuesOf = ({ images }: ImageSet) => new Float32Array(images.buffer, images.byteOffset, images.length / 4);
const column = (set: ImageSet, which: 0 | 1) => [...valuesOf(set)].filter((_, i) => i % 2 === which);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

const drawn = ['two-moons', 'circles', 'spirals', 'blobs'];

test.each(drawn)('%s has standardised training points, as many of each class, and other test points', async (name) => {
  const { train, test } = (await load({ name, examples: 500, validation: 50 })) as Record<'train' | 'test', ImageSet>;
  for (const which of [0, 1] as const) {
    const values = column(train, which);
    expect(mean(values)).toBeCloseTo(0, 6);
    expect(mean(values.map((value) => value ** 2))).toBeCloseTo(1, 6);
    expect(Math.abs(mean(column(test, which)))).toBeLessThan(0.2);
  }
  expect([...train.labels].filter((label) => label === 1)).toHaveLength(250);
  expect(valuesOf(test)).not.toEqual(valuesOf(train));
  expect(datasetFacts(recipe({ name, examples: 500 }))).toMatchObject({
    inputShape: train.shape,
    classes: train.classes,
    counts: { train: 500, test: 500 },
  });
});

test('the same recipe has the same points, another draw others', async () => {
  const [a, b, c] = await Promise.all([{}, {}, { draw: 1 }].map((more) => load({ name: 'two-moons', ...more })));
  expect(b!.checksums).toEqual(a!.checksums);
  expect(c!.checksums['train']).not.toBe(a!.checksums['train']);
});

test('without noise two moons are half circles of radius 1, half a unit apart, whatever the axes are scaled by', async () => {
  const { train } = (await load({ name: 'two-moons', noise: 0, examples: 4000 })) as { train: ImageSet };
  const points = [...train.labels].map((label, i) => ({
    label,
    x: valuesOf(train)[2 * i]!,
    y: valuesOf(train)[2 * i + 1]!,
  }));
  const width = (label: number) => {
    const xs = points.filter((point) => point.label === label).map(({ x }) => x);
    return Math.max(...xs) - Math.min(...xs);
  };
  // Both are as wide; the upper one is above the lower one's ends.
  expect(width(0) / width(1)).toBeCloseTo(1, 2);
  const top = Math.max(...points.map(({ y }) => y));
  expect(points.find(({ y }) => y === top)!.label).toBe(0);
});

test('spirals and blobs have as many classes as are asked for', async () => {
  for (const name of ['spirals', 'blobs']) {
    const { classes, train } = await load({ name, classes: 5, examples: 50, validation: 5 });
    expect(classes).toEqual(['0', '1', '2', '3', '4']);
    expect(new Set(train.labels).size).toBe(5);
  }
});

test('points of one’s own come as they are, to the last bit of float32', async () => {
  const points = [
    [0.1, -2, 0],
    [1 / 3, 1e-8, 1],
    [-7.25, 999, 1],
    [4, 4, 2],
  ];
  const data = (await load({ name: 'points', points, validation: 1 })) as { train: ImageSet; testImages: string };
  expect([...valuesOf(data.train)]).toEqual(points.flatMap(([x, y]) => [Math.fround(x!), Math.fround(y!)]));
  expect([...data.train.labels]).toEqual([0, 1, 1, 2]);
  expect(data.testImages).toBe('the 4 points themselves, trained on or held out');
});

test('batches have the points of their labels', async () => {
  const { train } = (await load({ name: 'blobs', examples: 40, validation: 4 })) as { train: ImageSet };
  const { images, labels } = batches(
    readHere(train),
    Uint32Array.from({ length: 40 }, (_, i) => i),
    { batch: 8 },
  ).next();
  const values = valuesOf({ images } as ImageSet);
  expect(values).toHaveLength(16);
  labels.forEach((label, k) => {
    const found = [...train.labels.keys()].find((i) => valuesOf(train)[2 * i] === values[2 * k]);
    expect([train.labels[found!], valuesOf(train)[2 * found! + 1]]).toEqual([label, values[2 * k + 1]]);
  });
});

test.each([
  [
    'a class without points',
    {
      points: [
        [0, 0, 0],
        [1, 1, 0],
        [1, 2, 2],
        [3, 3, 2],
      ],
    },
    /classes 0, 1, ... with a point each/,
  ],
  [
    'one class only',
    {
      points: [
        [0, 0, 0],
        [1, 1, 0],
        [1, 2, 0],
        [3, 3, 0],
      ],
    },
    /two of them at least/,
  ],
  [
    'no number',
    {
      points: [
        [0, 0, 0],
        [1, NaN, 1],
        [1, 2, 0],
        [3, 3, 0],
      ],
    },
    /points.1.1/,
  ],
  [
    'half a class',
    {
      points: [
        [0, 0, 0],
        [1, 1, 0.5],
        [1, 2, 0],
        [3, 3, 0],
      ],
    },
    /points.1.2/,
  ],
  [
    'too far',
    {
      points: [
        [0, 0, 0],
        [1, 1e9, 1],
        [1, 2, 0],
        [3, 3, 0],
      ],
    },
    /points.1.1/,
  ],
  [
    'pixels',
    {
      points: [
        [0, 0, 0],
        [1, 1, 1],
        [1, 2, 0],
        [3, 3, 0],
      ],
      pixels: 'unit',
    },
    /no pixels of points/,
  ],
])('refuses points with %s', (_, more, message) => {
  expect(() => recipe({ name: 'points', ...more })).toThrow(message);
});

test('points are not augmented', async () => {
  const { train } = (await load({ name: 'circles', examples: 20, validation: 4 })) as { train: ImageSet };
  expect(() => readHere(train, { name: 'crop-flip', seed: 0, stream: 'order' })).toThrow(InputError);
});
