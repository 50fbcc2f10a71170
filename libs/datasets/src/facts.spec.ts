import { datasetFacts } from './facts';
import { listDatasets } from './list';
import { datasetNames } from './types';

test('the facts of a data set are those of its catalogue entry', () => {
  expect(datasetFacts('mnist')).toEqual({
    title: 'MNIST',
    inputShape: [1, 28, 28],
    classes: 10,
    counts: { train: 60_000, test: 10_000 },
  });
  const listed = listDatasets();
  for (const name of datasetNames) {
    const { shape, classes } = listed.find((each) => each.name === name)!;
    expect(datasetFacts(name)).toMatchObject({ inputShape: shape, classes: classes.length });
  }
});
