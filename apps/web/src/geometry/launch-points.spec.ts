import type { DrawnPoint } from './draw/points';
import { problemOf, requestOf } from './launch-points';

const points = (...labels: number[]): DrawnPoint[] =>
  labels.map((label, i) => ({ x: i / 10, y: -i / 10, class: label }));

test('ten points of two classes can be trained on', () => {
  expect(problemOf(points(...Array<number>(9).fill(0), 1))).toBeUndefined();
  expect(problemOf(points(...Array<number>(8).fill(0), 1))).toMatch(/At least 10 points of two classes/);
  expect(problemOf(points(...Array<number>(20).fill(3)))).toMatch(/two classes/);
});

test('classes that were drawn count from 0, and the seed is what was asked for', () => {
  const { source, tags } = requestOf(points(3, 1, 3, 1, 1, 3, 3, 1, 1, 3), {
    seed: 7,
    steps: 200,
    rounds: 4,
    starts: 'ticket',
  });
  expect(tags).toEqual(['geometry']);
  expect(source).toMatchObject({
    from: 'recipe',
    seeds: [7],
    recipe: { steps: 200, batch: 8, method: { name: 'imp', levels: 4 }, dataset: { name: 'points', validation: 2 } },
  });
  const { recipe } = source as unknown as { recipe: { dataset: { points: number[][] } } };
  expect(recipe.dataset.points.map(([, , label]) => label)).toEqual([1, 0, 1, 0, 0, 1, 1, 0, 0, 1]);
});

test('all starts are those of the study of the paper', () => {
  const { source } = requestOf(points(...Array.from({ length: 20 }, (_, i) => i % 2)), {
    seed: 1,
    steps: 100,
    rounds: 2,
    starts: 'all',
  });
  expect(source).toMatchObject({
    from: 'preset',
    preset: 'tropical',
    seeds: [1],
    changes: {
      steps: 100,
      batch: 16,
      method: { levels: 2 },
      dataset: { name: 'points', examples: null, validation: 4 },
    },
  });
});
