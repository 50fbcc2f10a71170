import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderChecks } from './folders';
import { memory, node } from './machine';
import { packageVersion } from './packages';

const folder = mkdtempSync(join(tmpdir(), 'tombola-doctor-'));

afterAll(() => rmSync(folder, { recursive: true }));

test('Node is fine from 20.19', () => {
  const levels = ['18.20.1', '20.18.9', '20.19.0', '22.0.0', '24.1.0'].map((version) => node(version).level);
  expect(levels).toEqual(['fail', 'fail', 'ok', 'ok', 'ok']);
  expect(node('20.18.9').mend).toBe('Install Node 20.19 or newer.');
});

test('little memory is a warning', () => {
  expect(memory(16e9, 8e9)).toEqual({ name: 'memory', level: 'ok', found: '16.0 GB, 8.0 GB of it available' });
  expect(memory(16e9, 1e9).level).toBe('warn');
});

test('a results folder that is not there yet is tried where it will be, and not made', async () => {
  const results = join(folder, 'a', 'b');
  const checks = await folderChecks({ data: folder, results });
  expect(checks.find(({ name }) => name === 'results folder')).toEqual({
    name: 'results folder',
    level: 'ok',
    found: results,
  });
  expect(existsSync(join(folder, 'a'))).toBe(false);
  expect(readdirSync(folder)).toEqual([]);
});

test('a package is found in the node_modules folders above, the nearest first', () => {
  const install = (path: string, version: string) => {
    mkdirSync(join(folder, path, 'node_modules/x'), { recursive: true });
    writeFileSync(join(folder, path, 'node_modules/x/package.json'), JSON.stringify({ version }));
  };
  install('.', '1.0.0');
  install('inner', '2.0.0');
  expect(packageVersion('x', join(folder, 'inner/deep'))).toBe('2.0.0');
  expect(packageVersion('x', join(folder, 'other'))).toBe('1.0.0');
  expect(packageVersion('there-is-no-such-package', folder)).toBeUndefined();
});
