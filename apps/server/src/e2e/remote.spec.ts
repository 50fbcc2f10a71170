import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ExportOut, StudyOut, WorkerOut } from '@tombola/shared';
import { createClient, type Client } from '../client/client';
import { Outside, type Ended } from './testing/outside';

jest.setTimeout(300_000);

let outside: Outside;
/** To look at the server without the command. */
let client: Client;
beforeAll(async () => {
  outside = await Outside.open();
  client = createClient({ url: outside.url });
});
afterAll(() => outside.close());

/** On the server, with its address in the environment. */
const tombola = (...args: string[]) => outside.tombola(args);
/** Here. */
const here = (...args: string[]) => outside.tombola(args, { env: { TOMBOLA_SERVER: '' } });

/** The one JSON value of a command that succeeds. */
async function json<T>(...args: string[]): Promise<T> {
  const { code, stdout, stderr } = await tombola(...args, '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as T;
}

const tiny = ['lth', '--scale', 'smoke', '--seeds', '0', '--set', 'steps=30', '--set', 'evaluateEvery=10'];
/** Long enough to be caught at it. */
const long = [...tiny.slice(0, 5), '--set', 'steps=20000', '--set', 'evaluateEvery=500'];

/** The id of a study that was just launched. */
async function launch(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await tombola('study', 'run', ...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^lth-smoke-[0-9a-z]+\n$/);
  return stdout.trim();
}

async function until(study: string, isIt: (found: StudyOut) => boolean): Promise<void> {
  while (!isIt(await client.studies.get.query({ study }))) await pause(100);
}

describe('a study on a server', () => {
  let followed: Ended;
  let local: Ended;
  beforeAll(async () => {
    followed = await tombola(
      'study',
      'run',
      ...tiny,
      '--follow',
      '--results',
      'theirs',
      '--name',
      'Mine',
      '--tag',
      'a',
    );
    local = await here('study', 'run', ...tiny, '--results', 'ours', '--jobs', '1');
  });

  test('ends with the text of the same study run here, and nothing on stderr that is no terminal', () => {
    expect({ code: followed.code, stderr: followed.stderr }).toEqual({ code: 0, stderr: '' });
    expect(followed.stdout).toContain('test accuracy at early stopping');
    expect(followed.stdout.replace('theirs', 'ours')).toBe(local.stdout);
  });

  test('has the same report: figure, tables and verdicts', () => {
    const [name] = readdirSync(join(outside.folder, 'ours/studies'));
    const read = (results: string, file: string) =>
      readFileSync(join(outside.folder, results, 'studies', name!, file), 'utf8');
    for (const file of ['figure.svg', 'testAccuracyAtEnd.csv', 'earlyStopIteration.csv'])
      expect(read('theirs', file)).toBe(read('ours', file));
    const report = (results: string) => {
      const { trainingSeconds, ...rest } = JSON.parse(read(results, 'report.json')) as Record<string, unknown>;
      expect(trainingSeconds).toEqual(expect.any(Number));
      return rest;
    };
    expect(report('theirs')).toEqual(report('ours'));
  });

  test('is listed with what it was given, and shown as far as it is', async () => {
    const studies = await json<StudyOut[]>('study', 'list', '--state', 'done');
    expect(studies).toMatchObject([{ name: 'Mine', tags: ['a'], state: 'done', levels: 10, levelsDone: 10 }]);
    const { id } = studies[0]!;
    const list = await tombola('study', 'list');
    expect(list.stdout).toMatch(new RegExp(`^${id} +Mine +done +10 of 10 +100 `, 'm'));
    const shown = await tombola('study', 'show', id, '--results', 'theirs');
    expect(shown.stdout).toBe(`${id}  Mine\ndone: 10 of 10 levels done, 100 % of 300 steps\n\n${followed.stdout}`);
    const again = await tombola('study', 'follow', id, '--results', 'theirs');
    expect(again.stdout).toBe(followed.stdout);
    const asJson = await json<Record<string, unknown>>('study', 'follow', id, '--results', 'theirs');
    expect(asJson).toMatchObject({ id, study: 'lth', scale: 'smoke', seeds: [0] });
  });

  test('launched again is done at once, and costs nothing by the estimate', async () => {
    const estimate = await json<Record<string, unknown>>('study', 'estimate', ...tiny);
    expect(estimate).toMatchObject({ levels: 10, levelsStored: 10, steps: 0, slots: 1 });
    const { stdout } = await tombola('study', 'estimate', ...tiny, '--seeds', '5');
    expect(stdout).toMatch(/^4 trials, 10 levels, of which 0 are done already\.\n300 optimizer steps to do/);
    const study = await json<StudyOut>('study', 'run', ...tiny);
    expect(study).toMatchObject({ state: 'done', levelsDone: 10 });
    expect(await json('study', 'delete', study.id)).toEqual({ ok: true });
    expect((await tombola('study', 'show', study.id)).code).toBe(2);
  });

  test('may be a file of one’s own', async () => {
    const [preset] = await json<{ declaration: Record<string, unknown> }[]>('study', 'list', '--presets');
    const file = join(outside.folder, 'own.json');
    writeFileSync(file, JSON.stringify({ ...preset!.declaration, id: 'own', title: 'My own' }));
    const study = await json<StudyOut>('study', 'run', file, ...tiny.slice(1));
    expect(study).toMatchObject({ name: 'My own', preset: null, levelsDone: 10 });
  });

  test('has trials, which are shown by the names that they have here and there', async () => {
    type Shown = {
      id: string;
      hash: string;
      seed: number;
      levels: { key: string; done: boolean; density: number }[];
    }[];
    const key = await ticketOf(2);
    const ours = JSON.parse((await here('trial', 'show', key, '--results', 'ours', '--json')).stdout) as Shown;
    const theirs = await json<Shown>('trial', 'show', key);
    const facts = (shown: Shown) =>
      shown.map(({ hash, seed, levels }) => [hash, seed, levels.map((each) => [each.key, each.done, each.density])]);
    expect(facts(theirs)).toEqual(facts(ours));
    const { id, hash } = theirs[0]!;
    for (const name of [id, hash, hash.slice(0, 6), `${hash}/seed-0`]) {
      const { stdout } = await tombola('trial', 'show', name);
      expect(stdout).toContain(`${id}  done  lth-smoke-`);
      expect(stdout).toMatch(/^ +3 +done +6\.50 /m);
    }
    const unknown = await tombola('trial', 'show', 'ffffff');
    expect(unknown).toMatchObject({ code: 2, stdout: '' });
    expect((await tombola('trial', 'show', 'What?')).stderr).toContain('this is no name of a trial');
  });

  test('exports its levels, verified there; a file that was changed since is told from what was verified', async () => {
    const trial = (await ticketOf(1)).replace(/\/level-\d+$/, '');
    const last = `${trial.replace('/seed-', '-s')}-l3`;
    const exported = await json<ExportOut & { file: string; sha256: string }>('export', trial, '-o', 'a.onnx');
    expect(exported).toMatchObject({ trial: last, verified: true, file: join(outside.folder, 'a.onnx') });
    const described = await here('describe', 'model', 'a.onnx', '--json');
    expect(JSON.parse(described.stdout)).toMatchObject({ weights: { total: 266_200 } });

    const verified = await tombola('verify', last);
    expect(verified).toMatchObject({ code: 0, stderr: '' });
    expect(verified.stdout).toMatch(/^ {2}ok {5}parity /m);
    expect(verified.stdout).toMatch(/^verified$/m);
    const file = await json<{ ok: boolean; same: boolean; artifact: string }>('verify', 'a.onnx');
    expect(file).toMatchObject({ ok: true, same: true, trial: last });

    const got = await json<{ file: string; sha256: string }>('artifact', 'get', file.artifact);
    expect(got).toMatchObject({ file: join(outside.folder, `${last}.onnx`), sha256: exported.sha256 });
    expect(readFileSync(got.file)).toEqual(readFileSync(join(outside.folder, 'a.onnx')));

    const bytes = readFileSync(got.file);
    bytes[Math.floor(bytes.length / 2)]! ^= 0x3f;
    writeFileSync(got.file, bytes);
    const changed = await tombola('verify', got.file);
    expect(changed.code).toBe(1);
    expect(changed.stdout).toContain('NOT the file that was verified');
    expect((await tombola('export', `${last.replace(/\d+$/, '')}99`)).code).toBe(2);
    expect((await tombola('verify', 'none.onnx')).stderr).toContain('this file cannot be read');
  });

  /** A level of the arm `ticket`, as results folders call it. */
  async function ticketOf(level: number): Promise<string> {
    const { stdout } = await here('study', 'show', ...tiny, '--results', 'ours', '--json');
    const { levels } = JSON.parse(stdout) as { levels: { arm: string; level: number; key: string }[] };
    return levels.find((each) => each.arm === 'ticket' && each.level === level)!.key;
  }
});

test('a study is paused, goes on, and is cancelled; a trial of it, too', async () => {
  const id = await launch(...long, '--priority', '5');
  await until(id, ({ levelsRunning }) => levelsRunning > 0);
  const { items } = await json<{ items: WorkerOut[] }>('worker', 'list');
  expect(items).toMatchObject([{ name: 'worker-0', device: 'cpu', state: 'live', slots: 1 }]);
  expect((await tombola('worker', 'list')).stdout).toMatch(/worker-0 .* live +1 .*\ncpu: 1 running, /s);

  expect(await json('study', 'pause', id)).toMatchObject({ id, state: 'paused' });
  await until(id, ({ levelsRunning }) => levelsRunning === 0);
  const resumed = await tombola('study', 'resume', id);
  expect(resumed.stdout).toContain(`tombola study follow ${id}`);
  await until(id, ({ levelsRunning }) => levelsRunning > 0);
  const shown = await json<{ arms: { trials: { trial: string }[] }[] }>('study', 'show', id);
  const { trial } = shown.arms[0]!.trials[0]!;
  expect(await json('trial', 'pause', trial)).toMatchObject({ id: trial, desired: 'paused' });
  expect(await json('trial', 'resume', trial)).toMatchObject({ id: trial, desired: 'run' });
  expect(await json('trial', 'cancel', trial)).toMatchObject({ id: trial, desired: 'cancelled' });
  expect(await json('study', 'cancel', id)).toMatchObject({ id, state: 'cancelled' });
  await until(id, ({ levelsRunning }) => levelsRunning === 0);
  const follow = await tombola('study', 'follow', id);
  expect(follow).toMatchObject({ code: 1, stdout: '' });
  expect(follow.stderr).toMatch(/^error: .* was cancelled.*study resume/);
});

test('Ctrl-C ends the following, not the study', async () => {
  const args = ['study', 'run', ...long, '--set', 'optimizer.learningRate=0.0011', '--follow', '--json'];
  const child = spawn(process.execPath, [join(__dirname, '../../bin/tombola.mjs'), ...args], {
    cwd: outside.folder,
    env: { ...process.env, TOMBOLA_SERVER: outside.url },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  child.stdout.on('data', (text: Buffer) => (stdout += text.toString()));
  const code = new Promise((resolve) => child.once('close', resolve));
  const running = async () => (await client.studies.list.query({ states: ['running'] })).items[0];
  while ((await running()) === undefined) await pause(100);
  const { id } = (await running())!;
  // It is on its way as soon as it follows; whenever the signal comes, the exit code is the same.
  await pause(500);
  child.kill('SIGINT');
  expect(await code).toBe(130);
  const { error } = JSON.parse(stdout) as { error: Record<string, unknown> };
  expect(error).toMatchObject({ what: 'interrupted', exitCode: 130 });
  expect(error['mend']).toContain(`study follow ${id}`);
  expect(error['mend']).toContain(`study cancel ${id}`);
  expect(await json('study', 'show', id)).toMatchObject({ state: 'running' });
  await json('study', 'cancel', id);
});

test('a study whose trainings fail exits with 1 and says of which, and why', async () => {
  const { code, stdout, stderr } = await tombola(
    'study',
    'run',
    ...tiny,
    '--set',
    'optimizer.learningRate=1e30',
    '--follow',
  );
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^error: the training of [0-9a-f]{12}-s0-l0 failed: .*diverged.* study resume \S+ --failed/);
});

describe('wrong usage', () => {
  test.each([
    [['study', 'run', 'alchemy'], 'there is no such study (got "alchemy"): expected one of lth'],
    [['study', 'run', 'lth', '--set', 'steps=-1'], 'the recipe is wrong at steps'],
    [['study', 'run', 'lth', '--jobs', '2'], '--jobs is for this machine'],
    [['study', 'show', 'lth-none'], 'there is no such study (got "lth-none")'],
    [['study', 'show', 'lth-none', '--seeds', '3'], '--seeds says what a study is'],
    [['study', 'list', '--state', 'happy'], '(got "happy"): expected one of queued'],
    [['artifact', 'get', '../../etc/passwd'], 'the input is wrong'],
    [['bench', 'step', '--server', 'http://127.0.0.1:1'], '`tombola bench step` is not done on a server'],
    [['study', 'list', '--server', 'nowhere'], '--server is no URL of a server'],
    [['study', 'list', '--server', 'http://me:secret@127.0.0.1'], 'without user and password'],
    [['study', 'list', '--token-file', '/no/such/file'], 'the token cannot be read'],
  ])('%j exits with 2 and says why', async (args, says) => {
    const { code, stdout, stderr } = await tombola(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(says);
    expect(stderr).not.toContain('secret@');
    expect(stderr).not.toMatch(/^ +at /m);
  });

  test.each([
    [['study', 'cancel', 'x'], '`tombola study cancel` is done on a server, and none is named'],
    [['artifact', 'get', 'x'], '`tombola artifact get` is done on a server'],
    [['worker', 'list'], '`tombola worker list` is done on a server'],
    [['study', 'run', 'lth', '--name', 'x'], '--name is for a server'],
    [['study', 'list', '--token-file', 'x'], '--token-file is for a server'],
  ])('%j without a server exits with 2 and says why', async (args, says) => {
    const { code, stdout, stderr } = await here(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(says);
  });

  test('a server of the environment is for the commands that know what to do with it', async () => {
    const { code, stdout } = await tombola('describe', 'network', 'mlp-8', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ network: 'mlp-8' });
  });
});

test('a server that does not answer, or not to this token, is no wrong usage', async () => {
  const away = await tombola('study', 'list', '--server', 'http://127.0.0.1:1');
  expect(away).toMatchObject({ code: 1, stdout: '' });
  expect(away.stderr).toMatch(/^error: the server cannot be reached: .*http:\/\/127\.0\.0\.1:1/);

  const file = join(outside.folder, 'token');
  writeFileSync(file, 'tom_wrong\n');
  const refused = await tombola('study', 'list', '--token-file', file, '--json');
  expect(refused.code).toBe(1);
  const { error } = JSON.parse(refused.stdout) as { error: Record<string, unknown> };
  expect(error['mend']).toContain('--token-file');
  const { stdout } = await here('token', 'create', 'cli', '--home', join(outside.folder, 'home'), '--json');
  writeFileSync(file, `${(JSON.parse(stdout) as { token: string }).token}\n`);
  expect((await tombola('study', 'list', '--token-file', file)).code).toBe(0);
});
