import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { methodSchema } from '@tombola/shared';

const names = methodSchema.options.map(({ shape }) => shape.name.value);
const page = readFileSync(join(__dirname, '../../../../docs/methods.md'), 'utf8');

test.each(names)('%s has a file of its name and a line in docs/methods.md', (name) => {
  expect(existsSync(join(__dirname, `${name}.ts`))).toBe(true);
  expect(page).toContain(`| \`${name}\``);
});

test('the page has no other methods', () => {
  const listed = [...page.matchAll(/^\| `([a-z0-9-]+)`/gm)].map(([, name]) => name);
  expect(listed.sort()).toEqual([...names].sort());
});
