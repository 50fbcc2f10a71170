import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const program = join(__dirname, '../../bin/tombola.mjs');
const folder = mkdtempSync(join(tmpdir(), 'tombola-e2e-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
const study = ['study', 'run', 'lth', '--scale', 'smoke'];

function tombola(results: string, ...args: string[]) {
  return tombolaIn({}, results, ...args);
}

function tombolaIn(environment: NodeJS.ProcessEnv, results: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync('node', [program, ...args, '--results', at(results)], {
    env: { ...process.env, ...environment },
    encoding: 'utf8',
  });
  return { status, stdout, stderr, json: () => JSON.parse(stdout) as Record<string, never> };
}

/** Every stored tensor file with its checksum, by its place in the results folder. */
function tensors(results: string): Record<string, string> {
  const files = readdirSync(at(results), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.safetensors'),
  );
  return Object.fromEntries(
    files.sort().map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(at(results), name)))
        .digest('hex'),
    ]),
  );
}

interface Report {
  claims: { id: string; verdict: string; n: number }[];
  levels: { arm: string; seed: number; level: number; density: number; key: string }[];
  figure: string;
}

let report: Report;
beforeAll(() => {
  const run = tombola('quiet', ...study, '--json');
  expect(run.stderr).toBe('');
  expect(run.status).toBe(0);
  report = run.json() as unknown as Report;
}, 300_000);

test('a study trains every arm, level and seed, judges its claims and draws its figure', () => {
  const count = (arm: string) => report.levels.filter((level) => level.arm === arm).length;
  expect({
    dense: count('dense'),
    ticket: count('ticket'),
    reinit: count('reinit'),
    shuffle: count('shuffle'),
  }).toEqual({
    dense: 3,
    ticket: 12,
    reinit: 9,
    shuffle: 9,
  });
  expect(report.claims.map(({ n }) => n)).toEqual([3, 3, 3, 3, 3, 3]);
  for (const { verdict } of report.claims) expect(['holds', 'does not hold', 'not decided']).toContain(verdict);
  expect(readFileSync(report.figure, 'utf8')).toMatch(/^<svg .*winning ticket.*<\/svg>\s*$/s);
});

test('the same command again trains nothing and says the same', () => {
  const before = tensors('quiet');
  const again = tombola('quiet', ...study, '--json');
  expect(again.json()).toEqual(report);
  expect(tensors('quiet')).toEqual(before);
});

test('an estimate counts what is stored and what is still to do, and trains nothing', () => {
  const estimate = (results: string, ...args: string[]) =>
    tombola(results, 'study', 'estimate', 'lth', '--scale', 'smoke', '--json', ...args).json();
  const none = { trainings: 0, steps: 0, flops: 0 };
  // Three seeds: a dense training, and three levels of each of three arms.
  expect(estimate('quiet')).toMatchObject({
    all: { trainings: 30, steps: 30 * 40 },
    left: none,
    recordedSeconds: null,
  });
  const more = estimate('quiet', '--seeds', '0-3');
  expect(more).toMatchObject({ all: { trainings: 40 }, left: { trainings: 10, steps: 10 * 40 } });
  expect(estimate('untouched').left).toEqual(estimate('untouched').all);
  expect(existsSync(at('untouched'))).toBe(false);
});

test('a study killed with its processes at any moment ends, when run again, with the bits of a quiet run', async () => {
  // Moments of the work, not of the clock: before the first level is done, in the midst, and near the end.
  for (const done of [0, 10, 20]) {
    const child = spawn('node', [program, ...study, '--results', at('killed'), '--quiet'], {
      detached: true,
      stdio: 'ignore',
    });
    const exit = new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));
    const begun = () => (existsSync(at('killed')) ? Object.keys(tensors('killed')) : []);
    const finished = () => begun().filter((name) => name.endsWith('final.safetensors')).length;
    while (child.exitCode === null && (begun().length === 0 || finished() < done)) await pause(20);
    // The whole process group: the study and its trial processes, without a chance to say goodbye.
    process.kill(-child.pid!, 'SIGKILL');
    expect(await exit).toBe('SIGKILL');
  }
  expect(tombola('killed', ...study, '--json').status).toBe(0);
  expect(tensors('killed')).toEqual(tensors('quiet'));
}, 300_000);

test('Ctrl-C ends a study with 130 and its checkpoints, and the next run finishes it', async () => {
  const longer = [...study, '--set', 'steps=3000', '--set', 'evaluateEvery=1000', '--seeds', '0', '--levels', '1'];
  const child = spawn('node', [program, ...longer, '--results', at('stopped'), '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  child.stdout.on('data', (text: Buffer) => (out += text.toString()));
  // Once the first level is begun, its training is under way for seconds.
  for (let waited = 0; waited < 60_000 && !existsSync(at('stopped')); waited += 100) await pause(100);
  await pause(1000);
  child.kill('SIGINT');
  const code = await new Promise((resolve) => child.once('exit', resolve));
  expect(code).toBe(130);
  expect(JSON.parse(out)).toMatchObject({ error: { what: 'interrupted', exitCode: 130 } });
  expect(Object.keys(tensors('stopped')).some((name) => name.endsWith('checkpoint.safetensors'))).toBe(true);

  expect(tombola('stopped', ...longer, '--json').status).toBe(0);
  expect(Object.keys(tensors('stopped')).some((name) => name.endsWith('checkpoint.safetensors'))).toBe(false);
}, 300_000);

test('a trial can be shown by the beginning of its name', () => {
  const { key } = report.levels.find(({ arm, level }) => arm === 'ticket' && level === 2)!;
  const shown = tombola('quiet', 'trial', 'show', key.slice(0, 8), '--json').json() as unknown as {
    seed: number;
    levels: { density?: number }[];
  }[];
  expect(shown.map(({ seed }) => seed)).toEqual([0, 1, 2]);
  expect(shown[0]!.levels).toHaveLength(4);
  expect(tombola('quiet', 'trial', 'show', 'fffff').status).toBe(2);
  expect(tombola('quiet', 'trial', 'show', 'no such thing').stderr).toMatch(/this is no name of a trial/);
});

test('an exported ticket is verified, and a file that was tampered with is not', () => {
  const { key } = report.levels.find(({ arm, level, seed }) => arm === 'ticket' && level === 3 && seed === 1)!;
  const file = at('ticket.onnx');
  const exported = tombola('quiet', 'export', key, '--output', file, '--json');
  expect(exported.status).toBe(0);
  const verified = tombola('quiet', 'verify', file, '--json');
  expect(verified.status).toBe(0);
  const facts = verified.json() as unknown as {
    ok: boolean;
    maxAbsDifference: number;
    argmaxAgreement: number;
    zeros: { zeros: number; pruned: number }[];
    speed: { macs: number; denseMacs: number; latency: { medianMs: number }; denseLatency: { medianMs: number } };
  };
  expect(facts.ok).toBe(true);
  expect(facts.maxAbsDifference).toBeLessThanOrEqual(1e-5);
  expect(facts.argmaxAgreement).toBe(1);
  for (const { zeros, pruned } of facts.zeros) expect(zeros).toBe(pruned);
  // Operations are never counted without the time beside them.
  const { macs, denseMacs, latency, denseLatency } = facts.speed;
  expect(macs).toBeLessThan(denseMacs);
  expect(Math.min(latency.medianMs, denseLatency.medianMs)).toBeGreaterThan(0);

  const bytes = readFileSync(file);
  // Among the weights of the first layer, which are by far the most of the file.
  bytes[Math.floor(bytes.length / 2)]! ^= 0x3f;
  writeFileSync(file, bytes);
  const tampered = tombola('quiet', 'verify', file, '--json');
  expect(tampered.status).toBe(1);
  expect(tampered.json()).toMatchObject({ ok: false });
}, 120_000);

test('nothing is told to the maker of the runtime: its event log is not even opened', () => {
  const { key } = report.levels.find(({ arm, level, seed }) => arm === 'ticket' && level === 1 && seed === 0)!;
  const TMPDIR = mkdtempSync(join(folder, 'tmp-'));
  // Without the variable, whatever the tests themselves run under.
  const environment = { TMPDIR, ORT_DISABLE_TELEMETRY: undefined };
  expect(tombolaIn(environment, 'quiet', 'export', key).status).toBe(0);
  expect(readdirSync(TMPDIR)).toEqual([]);
});

test.each([
  [['study', 'run', 'alchemy'], /there is no such study/],
  [['study', 'run', 'lth', '--set', 'steps=-1'], /wrong at steps/],
  [['study', 'run', 'lth', '--set', 'nonsense'], /this change is wrong/],
  [['study', 'run', 'lth', '--dataset', 'imagenet'], /dataset\.name/],
  [['study', 'show', 'lth', '--scale', 'paper'], /nothing of this study is stored/],
  [['export', 'abc123def456/seed-0/level-1'], /no such recipe is stored/],
  [['verify', '/no/such/file.onnx'], /cannot be read/],
])('%j is wrong usage and says why', (args, message) => {
  const { status, stdout, stderr } = tombola('quiet', ...args);
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(stdout).toBe('');
  expect(status).toBe(2);
});
