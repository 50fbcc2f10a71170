import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const program = join(__dirname, '../../bin/tombola.mjs');
const folder = mkdtempSync(join(tmpdir(), 'tombola-start-'));
chmodSync(folder, 0o755);
const home = join(folder, 'home');
const running: ChildProcess[] = [];
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

interface Study {
  readonly id: string;
  readonly state: string;
  readonly stepsDone: number;
  readonly levels: number;
}

/** Starts it as `npm start` does, and waits until the server answers. */
async function start(): Promise<{ child: ChildProcess; url: string; said: () => string }> {
  const child = spawn('node', [
    program,
    'start',
    '--home',
    home,
    '--port',
    '0',
    '--slots',
    '1',
    '--results',
    join(folder, 'results'),
  ]);
  running.push(child);
  let said = '';
  child.stderr.on('data', (chunk) => (said += String(chunk)));
  child.stdout.on('data', (chunk) => (said += String(chunk)));
  for (let waited = 0; waited < 120_000; waited += 200) {
    const url = / at (http:\S+?);/.exec(said)?.[1];
    if (url !== undefined) return { child, url, said: () => said };
    if (child.exitCode !== null) throw new Error(said);
    await pause(200);
  }
  throw new Error(`it did not start: ${said}`);
}

async function stop(child: ChildProcess): Promise<number | null> {
  const exited = once(child, 'exit');
  child.kill('SIGINT');
  await exited;
  return child.exitCode;
}

const studies = async (url: string) =>
  ((await (await fetch(`${url}/api/v1/studies`)).json()) as { items: Study[] }).items;

test('the first start queues the first study and trains; the second goes on with it and queues no other', async () => {
  const first = await start();
  let study: Study | undefined;
  for (let waited = 0; waited < 120_000; waited += 500) {
    study = (await studies(first.url))[0];
    if ((study?.stepsDone ?? 0) > 200) break;
    await pause(500);
  }
  expect(study).toMatchObject({ state: 'running', levels: 48 });
  expect(study!.stepsDone).toBeGreaterThan(200);
  expect(await stop(first.child)).toBe(0);
  expect(first.said()).toContain('Queued the first study');

  const second = await start();
  const [again, ...others] = await studies(second.url);
  expect(others).toEqual([]);
  expect(again!.id).toBe(study!.id);
  const before = again!.stepsDone;
  expect(before).toBeGreaterThan(0);
  for (let waited = 0; waited < 120_000; waited += 500) {
    const [now] = await studies(second.url);
    if (now!.stepsDone > before) break;
    await pause(500);
  }
  expect((await studies(second.url))[0]!.stepsDone).toBeGreaterThan(before);
  expect(await stop(second.child)).toBe(0);
  expect(second.said()).toContain(`${study!.id} goes on`);
  // The server's log is one of JSON lines, and it ended in order.
  const lines = readFileSync(join(home, 'server.log'), 'utf8').trim().split('\n');
  expect(() => lines.map((line) => JSON.parse(line) as unknown)).not.toThrow();
}, 400_000);
