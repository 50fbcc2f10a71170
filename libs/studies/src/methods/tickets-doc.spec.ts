import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { controlSchema, recipeSchema } from '@tombola/shared';

const page = readFileSync(join(__dirname, '../../../../docs/tickets.md'), 'utf8');
const recipe = {
  network: { name: 'resnet-20' },
  dataset: { name: 'cifar-10' },
  optimizer: { name: 'sgd', learningRate: 0.1 },
  steps: 1000,
};

test('the methods and controls of the page are some', () => {
  const examples = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text]) => JSON.parse(text!) as object);
  expect(examples).toHaveLength(4);
  for (const example of examples) {
    const members = 'control' in example ? example : { method: example };
    expect(recipeSchema.safeParse({ ...recipe, ...members }).error).toBeUndefined();
  }
});

test('every restart, criterion and control of the page is one, and none is missing', () => {
  const imp = (member: object) =>
    recipeSchema.safeParse({ ...recipe, method: { name: 'imp', levels: 1, ...member } }).success;
  const restarts = [...page.matchAll(/^\| `(\{ "name": .*?\})` +\|/gm)].map(([, text]) => JSON.parse(text!) as object);
  expect(restarts).toHaveLength(5);
  for (const restart of restarts) expect(imp({ restart })).toBe(true);
  const firstColumn = (heading: string) => {
    const table = page.slice(page.indexOf(`| \`${heading}\``)).split('\n\n')[0]!;
    return [...table.matchAll(/^\| `([\w-]+)` +\|/gm)].slice(1).map(([, name]) => name!);
  };
  const criteria = firstColumn('criterion');
  expect(criteria).toHaveLength(14);
  for (const criterion of criteria) expect(imp({ criterion })).toBe(true);
  const names = controlSchema.options.map(({ shape }) => shape.name.value);
  expect(firstColumn('control').sort()).toEqual([...names].sort());
});
