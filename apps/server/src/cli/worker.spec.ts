import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const home = mkdtempSync(join(tmpdir(), 'tombola-home-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

function worker(...args: string[]) {
  const program = join(__dirname, '../../bin/tombola.mjs');
  const env = { ...process.env, DATABASE_URL: '' };
  return spawnSync(process.execPath, [program, 'worker', '--home', home, ...args], { env, encoding: 'utf8' });
}

test('a worker without a database says how to get one', () => {
  const { status, stderr, stdout } = worker();
  expect(status).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/there is no database.*DATABASE_URL.*tombola serve/s);
});

test.each([
  [['--slots', '0'], /--slots.*whole number from 1/s],
  [['--device', 'abacus'], /--device.*cpu, gpu/s],
  [['--checkpoint-seconds', 'soon'], /--checkpoint-seconds is wrong/],
])('%j is wrong usage', (args, message) => {
  const { status, stderr } = worker(...args);
  expect(stderr).toMatch(message);
  expect(status).toBe(2);
});
