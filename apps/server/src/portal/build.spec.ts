import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(__dirname, '../../../..');
const moduleAt = (path: string) => JSON.stringify(pathToFileURL(join(root, path)).href);
const folder = mkdtempSync(join(tmpdir(), 'tombola-lock-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the text of a module in a process of its own. */
function run(text: string): { stdout: string; pid: number } {
  const { stdout, stderr, status, pid } = spawnSync(process.execPath, ['--input-type=module', '--eval', text], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return { stdout, pid };
}

describe('the lock of a build', () => {
  const lock = join(folder, 'cache/lock');
  const log = join(folder, 'log');
  const work = `
    import { appendFileSync } from 'node:fs';
    import { setTimeout as pause } from 'node:timers/promises';
    import { withLock } from ${moduleAt('apps/server/bundle/lock.mjs')};
    await withLock(${JSON.stringify(lock)}, async () => {
      appendFileSync(${JSON.stringify(log)}, 'in ');
      await pause(100);
      appendFileSync(${JSON.stringify(log)}, 'out ');
    });`;

  test('lets one process in at a time, past the lock of one that is gone', async () => {
    run(work);
    // A process of this number has ended.
    writeFileSync(lock, String(run('').pid));
    const exits = Array.from({ length: 4 }, () =>
      once(spawn(process.execPath, ['--input-type=module', '--eval', work], { stdio: 'inherit' }), 'exit'),
    );
    expect(await Promise.all(exits)).toEqual(exits.map(() => [0, null]));
    expect(readFileSync(log, 'utf8')).toBe('in out '.repeat(5));
    expect(existsSync(lock)).toBe(false);
  });
});

test('a command that serves the portal built here has it built, and no other', () => {
  const cases: [string, Record<string, string>, boolean][] = [
    ['start', {}, true],
    ['--json --results serve serve --port 0', {}, true],
    ['serve --host 0.0.0.0', { TOMBOLA_PORTAL: ' ' }, true],
    ['serve', { TOMBOLA_PORTAL: 'off' }, false],
    ['serve --portal off', {}, false],
    ['serve --portal=/srv/portal', {}, false],
    ['start --help', {}, false],
    ['study list', {}, false],
    ['--server start study list', {}, false],
    ['', {}, false],
  ];
  const lines = cases.map(([line, env]) => [line.split(' ').filter((word) => word !== ''), env]);
  const { stdout } = run(`
    import { servesPortal } from ${moduleAt('apps/server/bundle/portal.mjs')};
    console.log(JSON.stringify(${JSON.stringify(lines)}.map((each) => servesPortal(...each))));`);
  expect(JSON.parse(stdout)).toEqual(cases.map(([, , expected]) => expected));
});
