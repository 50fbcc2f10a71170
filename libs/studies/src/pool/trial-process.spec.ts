import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError, readRecipe } from '@tombola/shared';
import type { Job } from '../trial/job';
import { failureOf, type Report } from './messages';
import { TrialProcess, type TrialProcessExit } from './trial-process';

const folder = mkdtempSync(join(tmpdir(), 'tombola-trial-process-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const job: Job = {
  recipe: readRecipe({
    network: { name: 'lenet-300-100' },
    dataset: { name: 'glyphs' },
    optimizer: { name: 'adam', learningRate: 0.001 },
    steps: 1,
  }),
  seed: 0,
  level: 0,
};

/** A process of the script, what it says, and how it ends. */
function start(name: string, script: string, onReport: (report: Report, child: TrialProcess) => void = () => {}) {
  const entry = join(folder, `${name}.cjs`);
  writeFileSync(entry, script);
  const said: string[] = [];
  let child: TrialProcess;
  const exit = new Promise<TrialProcessExit>((resolve) => {
    child = new TrialProcess({
      entry,
      results: folder,
      checkpointEvery: 50,
      onReport: (report) => {
        said.push(report.type);
        onReport(report, child);
      },
      onLog: (text) => said.push(`log ${text}`),
      onExit: (how) => {
        said.push('exit');
        resolve(how);
      },
    });
  });
  return { child: child!, said, exit };
}

test('it is told where to work, then what to do', async () => {
  const orders: unknown[] = [];
  const { child, exit } = start(
    'echo',
    `process.on('message', (order) => {
       process.send({ type: 'failed', key: JSON.stringify(order), error: { name: '', message: '' } });
       if (order.type === 'stop') process.disconnect();
     });`,
    (report) => report.type === 'failed' && orders.push(JSON.parse(report.key)),
  );
  child.run('a', job);
  child.interrupt();
  child.export('b', job);
  child.stop();
  expect(await exit).toEqual({ code: 0, signal: null });
  expect(orders).toEqual([
    { type: 'setup', results: folder, threads: 1, checkpointEvery: 50 },
    { type: 'run', key: 'a', job },
    { type: 'interrupt' },
    { type: 'export', key: 'b', job },
    { type: 'stop' },
  ]);
});

test('what it says last is heard before its end', async () => {
  const { said, exit } = start(
    'hasty',
    `process.on('message', () => {
       process.stderr.write('last words');
       for (let i = 0; i < 50; i++) process.send({ type: 'progress', key: '', step: i });
       process.send({ type: 'ready' }, () => process.exit(7));
     });`,
  );
  expect(await exit).toEqual({ code: 7, signal: null });
  expect(said.at(-1)).toBe('exit');
  expect(said.filter((each) => each === 'progress')).toHaveLength(50);
  expect(said).toContain('ready');
  expect(said).toContain('log last words');
});

test('killed, it says so; orders to a process that is gone are lost without an error', async () => {
  const { child, said, exit } = start('busy', `process.on('message', () => process.send({ type: 'ready' }));`);
  child.kill();
  expect(await exit).toEqual({ code: null, signal: 'SIGKILL' });
  child.run('a', job);
  child.stop();
  child.kill();
  expect(said.filter((each) => each === 'exit')).toHaveLength(1);
});

test('a script that cannot start leaves its reason in the log', async () => {
  const { said, exit } = start('broken', 'require("./no-such-file")');
  expect(await exit).toEqual({ code: 1, signal: null });
  expect(said.join('')).toMatch(/Cannot find module '\.\/no-such-file'/);
});

test('an error keeps the four parts on its way, and what cannot travel becomes a text', () => {
  const problem = { what: 'the mask is wrong', value: [1, 2], expected: 'zeros', mend: 'Draw it again.' };
  expect(failureOf(new InputError(problem))).toMatchObject({ name: 'InputError', problem });
  const loop: Record<string, unknown> = {};
  loop['self'] = loop;
  for (const value of [() => 1, loop, 12n, Symbol('x'), undefined]) {
    const failure = failureOf(new InputError({ what: 'odd', value, expected: 'even' }));
    expect(() => structuredClone(failure)).not.toThrow();
  }
  expect(failureOf(new RangeError('too far'))).not.toHaveProperty('problem');
  expect(failureOf('thrown as a text')).toMatchObject({ name: 'Error', message: 'thrown as a text' });
});
