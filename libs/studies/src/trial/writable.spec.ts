import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError } from '@tombola/shared';
import { checkWritable, makeWritable } from './writable';

const folder = mkdtempSync(join(tmpdir(), 'tombola-writable-'));
const file = join(folder, 'file');
writeFileSync(file, '');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ['is a file', file],
  ['would be below a file', join(file, 'results')],
  ['would be far below a file', join(file, 'a', 'b', 'results')],
])('a results folder that %s is refused by name', async (_, path) => {
  for (const look of [checkWritable, makeWritable]) {
    const error = await look(path).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).problem.value).toBe(path);
  }
});

test('checking makes no folder, making does', async () => {
  const path = join(folder, 'a', 'b');
  await checkWritable(path);
  await checkWritable(folder);
  expect(existsSync(join(folder, 'a'))).toBe(false);
  await makeWritable(path);
  await makeWritable(path);
  expect(existsSync(path)).toBe(true);
});
