import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SparsityReport } from '@tombola/pruning';

const program = join(__dirname, '../../bin/tombola.mjs');
const folder = mkdtempSync(join(tmpdir(), 'tombola-sparsity-'));
afterAll(() => rmSync(folder, { recursive: true }));

function describeSparsity(...args: string[]) {
  const env = { ...process.env, XDG_CACHE_HOME: folder, TOMBOLA_DATA: '', TOMBOLA_RESULTS: '' };
  return spawnSync(process.execPath, [program, 'describe', 'sparsity', ...args], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
}

/** What the command prints as JSON. */
function report(...args: string[]): SparsityReport & { network: string } {
  const { status, stdout, stderr } = describeSparsity(...args, '--json');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout) as SparsityReport & { network: string };
}

function file(name: string, value: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(value));
  return path;
}

const digits = (value: number) => Number(value.toFixed(6));

test('ResNet-50 with ERK at 0.9: densities, whole counts, multipliers and bytes', () => {
  const { layers, totals, multipliers, bytes, ...rest } = report(
    ...['--network', 'resnet-50', '--distribution', 'erk', '--sparsity', '0.9', '--zeros', 'whole'],
  );
  expect(rest).toEqual({
    network: 'resnet-50',
    input: [3, 224, 224],
    classes: 1000,
    distribution: { name: 'erk', sparsity: 0.9, power: 1, zeros: 'whole', fixed: {} },
    emptyLayers: [],
  });
  expect(layers).toHaveLength(54);
  expect(layers[0]).toMatchObject({ name: 'conv_1', kind: 'conv', shape: [64, 3, 7, 7], parameters: 9408 });
  expect(layers[0]).toMatchObject({ macs: 118_013_952, kept: 3951 });
  expect([layers[0]!, layers.at(-1)!].map(({ density }) => digits(density))).toEqual([0.420038, 0.072608]);
  expect(layers.reduce((sum, { kept }) => sum + kept, 0)).toBe(totals.kept);
  expect(totals).toMatchObject({ parameters: 25_502_912, kept: 2_550_291, macs: 4_089_184_256 });
  expect(multipliers!.inference).toBeCloseTo(0.24184, 5);
  expect(multipliers!.inferenceOperations).toBeCloseTo(0.2429, 4);
  expect(multipliers!.training.rigl).toBeCloseTo(0.2443, 4);
  expect((bytes.bitmap / 1e6).toFixed(3)).toBe('13.499');
});

test('uniform keeps the first layer dense unless told otherwise, and Top-KAST needs its backward sparsity', () => {
  const args = ['--network', 'resnet-50', '--distribution', 'uniform', '--sparsity', '0.8'];
  const { layers, multipliers } = report(...args, '--backward-sparsity', '0.5', '--update-every', '10');
  expect(layers[0]!.density).toBe(1);
  expect(digits(multipliers!.inference)).toBe(0.223088);
  expect(digits(multipliers!.training.pruning)).toBe(0.558965);
  expect(digits(multipliers!.training.rigl)).toBe(digits((3 * 0.223088 * 10 + 2 * 0.223088 + 1) / 33));
  expect(multipliers!.training['top-kast']).toBeCloseTo((0.223088 + 2 * (0.5 + 0.5 * 0.02886)) / 3, 6);
  expect(report(...args, '--no-dense-first').layers[0]!.density).toBeCloseTo(0.2, 12);
});

test('a list of shapes is what the network of these shapes is', () => {
  const shapes = file('shapes.json', [[784, 300], { name: 'middle', shape: [300, 100] }, [100, 10]]);
  const [ofShapes, ofName] = [shapes, 'lenet-300-100'].map((network) =>
    report('--network', network, '--distribution', 'er', '--sparsity', '0.9', '--fixed', 'dense_1=0.95'),
  );
  expect(ofShapes!.layers.map(({ name }) => name)).toEqual(['dense_1', 'middle', 'dense_3']);
  expect(ofShapes!.layers.map(({ kept }) => kept)).toEqual(ofName!.layers.map(({ kept }) => kept));
  expect(ofShapes!.layers[0]!.kept).toBe(11_760);
  expect({ ...ofShapes!.multipliers }).toEqual({ ...ofName!.multipliers });
});

test('a network of one’s own, for other images', () => {
  const nodes = [
    { op: 'conv', channels: 8, kernel: 3 },
    { op: 'global-average-pool' },
    { op: 'dense', units: 'classes' },
  ];
  const own = file('own.json', { name: 'own', nodes });
  const args = ['--network', own, '--sparsity', '0.5', '--distribution', 'erk', '--power', '0'];
  const { totals, layers } = report(...args, '--input', '3,8,8', '--classes', '4');
  expect(totals).toMatchObject({ parameters: 216 + 32, kept: 124, macs: 216 * 64 + 32 });
  expect(layers.map(({ kept }) => kept)).toEqual([108, 16]);
});

test('people read a table, with what is counted and which layers are empty', () => {
  const shapes = file('conv.json', [
    [4, 1, 3, 3],
    [16, 10],
  ]);
  const { stdout } = describeSparsity('--network', shapes, '--sparsity', '0.99', '--distribution', 'er');
  expect(stdout).toMatch(/^layer +weights +parameters +density +kept +MACs$/m);
  expect(stdout).toMatch(/^dense_1 +16 x 10 +160 +0\.004486 +1 +160$/m);
  expect(stdout).toContain('biases and batch norm stay dense and are not.');
  expect(stdout).toContain('No FLOPs: a convolution does not say its macs or positions.');
  const none = describeSparsity('--network', shapes, '--sparsity', '0.999', '--distribution', 'er');
  expect(none.stdout).toContain('No weight is left in conv_1, dense_1; --min-keep 1 prevents it.');
});

test.each([
  [['--network', 'lenet-300-100'], "required option '--sparsity <share>' not specified"],
  [['--network', 'lenet-300-100', '--sparsity', '0.9', '--fixed', 'dense_1'], 'expected NAME=NUMBER'],
  [['--network', 'lenet-300-100', '--sparsity', '0.9', '--fixed', 'dense_4=0'], 'no such layer (got "dense_4")'],
  [
    ['--network', 'lenet-300-100', '--sparsity', '0.9', '--distribution', 'uniform', '--power', '2'],
    '--power has no meaning here (got 2): expected it with er and erk only',
  ],
])('%j is wrong usage', (args, message) => {
  const { status, stdout, stderr } = describeSparsity(...args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(message);
});

test('a list of shapes takes no data', () => {
  const shapes = file('list.json', [[784, 10]]);
  const { status, stderr } = describeSparsity('--network', shapes, '--sparsity', '0.5', '--dataset', 'mnist');
  expect(status).toBe(2);
  expect(stderr).toContain('a list of shapes is for no data');
});
