import { datasetSchema } from '@tombola/shared';
import { datasetNames } from './catalog';
import { datasetFacts } from './facts';
import { isPlanar } from './planar/is-planar';
import { listDatasets } from './list';

test('the facts of a data set are those of its catalogue entry', () => {
  expect(datasetFacts({ name: 'mnist' })).toEqual({
    title: 'MNIST',
    inputShape: [1, 28, 28],
    classes: 10,
    counts: { train: 60_000, test: 10_000 },
    normalisation: { mean: [0.1307], std: [0.3081] },
  });
  const listed = listDatasets();
  for (const name of datasetNames) {
    const { shape, classes } = listed.find((each) => each.name === name)!;
    expect(datasetFacts({ name })).toMatchObject({ inputShape: shape, classes: classes.length });
  }
});

test('a held-out training batch and a folder of images have facts of their own', () => {
  expect(datasetFacts({ name: 'cifar-10', test: 'official' }).counts).toEqual({ train: 50_000, test: 10_000 });
  expect(datasetFacts({ name: 'cifar-10', test: 'batch-5' }).counts).toEqual({ train: 40_000, test: 10_000 });
  expect(datasetFacts({ name: 'cifar-10', half: 'a' }).counts).toEqual({ train: 25_000, test: 10_000 });
  expect(datasetFacts({ name: 'images', folder: 'pets', classes: 37, size: 64 })).toMatchObject({
    title: 'images of pets',
    inputShape: [3, 64, 64],
    classes: 37,
    normalisation: { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] },
  });
});

test('the data sets that have a name are those of recipes', () => {
  const names = datasetSchema.options.map(({ shape }) => shape.name.value);
  const others = names.filter((name) => name !== 'images' && !isPlanar({ name }));
  expect([...datasetNames].sort()).toEqual([...others].sort());
});
