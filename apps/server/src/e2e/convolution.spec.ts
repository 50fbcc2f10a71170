import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { randomStream } from '@tombola/shared';

const program = join(__dirname, '../../bin/tombola.mjs');
const folder = mkdtempSync(join(tmpdir(), 'tombola-convolution-'));
const at = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** CIFAR-10's layout, with few images: a class is a brightness. */
beforeAll(() => {
  const random = randomStream(0, 'cifar');
  const files = at('data/cifar-10-batches-bin');
  mkdirSync(files, { recursive: true });
  for (const file of [...[1, 2, 3, 4, 5].map((n) => `data_batch_${n}.bin`), 'test_batch.bin']) {
    const records = Array.from({ length: 200 }, () => {
      const label = random.integer(10);
      return Buffer.from([label, ...Array.from({ length: 3072 }, () => 20 * label + random.integer(56))]);
    });
    writeFileSync(join(files, file), Buffer.concat(records));
  }
});

const study = (network: string) =>
  ['study', 'run', 'lth', '--network', network, '--dataset', 'cifar-10', '--scale', 'smoke', '--seeds', '0', '--json'] as const; // prettier-ignore
const results = (name: string) => ['--results', at(name), '--data', at('data')];

function tombola(...args: string[]) {
  const { status, stdout, stderr } = spawnSync('node', [program, ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as { levels: { arm: string; level: number; density: number; key: string }[] };
}

function sums(name: string): Record<string, string> {
  const files = readdirSync(at(name), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('final.safetensors'),
  );
  const sum = (file: string) =>
    createHash('sha256')
      .update(readFileSync(join(at(name), file)))
      .digest('hex');
  return Object.fromEntries(files.sort().map((file) => [file, sum(file)]));
}

function exported({ levels }: ReturnType<typeof tombola>, from: string) {
  const sparsest = levels.filter(({ arm }) => arm === 'ticket').at(-1)!;
  const file = at(`${from}.onnx`);
  tombola('export', sparsest.key, '--output', file, '--json', ...results(from));
  return { sparsest, verified: tombola('verify', file, '--json', ...results(from)) };
}

test('tickets of Conv-2 on CIFAR-10, exported and verified', () => {
  const report = tombola(...study('conv-2'), ...results('conv-2'));
  expect(new Set(report.levels.map(({ arm }) => arm))).toEqual(new Set(['dense', 'ticket', 'reinit', 'shuffle']));
  const { sparsest, verified } = exported(report, 'conv-2');
  expect(sparsest.density).toBeLessThan(0.5);
  expect(verified).toMatchObject({ ok: true });
}, 300_000);

test('a study of ResNet-20 killed in its midst ends with the bits of an unbroken one, statistics too', async () => {
  const report = tombola(...study('resnet-20'), ...results('unbroken'));
  expect(exported(report, 'unbroken').verified).toMatchObject({ ok: true });
  const child = spawn('node', [program, ...study('resnet-20'), ...results('killed')], {
    detached: true,
    stdio: 'ignore',
  });
  const exit = new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));
  while (child.exitCode === null && (!existsSync(at('killed')) || Object.keys(sums('killed')).length < 2))
    await pause(20);
  process.kill(-child.pid!, 'SIGKILL');
  expect(await exit).toBe('SIGKILL');
  tombola(...study('resnet-20'), ...results('killed'));
  expect(sums('killed')).toEqual(sums('unbroken'));
}, 300_000);
