import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countMasks, decodeTicket, isNested, type Masks } from '@tombola/pruning';
import { readRecipe } from '@tombola/shared';
import { jobKey, jobsOfTrial, Results, runLevel, Workbench } from '@tombola/studies';
import { createProgram } from './program';
import { Shell } from './shell';

const recipe = readRecipe({
  network: { name: 'mlp', hidden: [30, 20] },
  dataset: { name: 'glyphs', validation: 100, limit: 600, testLimit: 100 },
  optimizer: { name: 'adam', learningRate: 0.002 },
  batch: 50,
  steps: 60,
  evaluateEvery: 60,
});
const [job] = jobsOfTrial(recipe, 0);
const key = jobKey(job!);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tombola-prune-'));
  const workbench = new Workbench();
  await runLevel(job!, { results: new Results(folder), workbench });
  await workbench.dispose();
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

interface Report {
  readonly model: string;
  readonly layers: readonly { readonly name: string; readonly kept: number; readonly total: number }[];
  readonly totals: { readonly kept: number; readonly total: number; readonly density: number };
  readonly collapsed: readonly string[];
  readonly output?: string;
}

async function prune(...args: string[]): Promise<Report & { text: string }> {
  const shell = new Shell(join(__dirname, '../../dist'));
  await createProgram(shell).parseAsync(['prune', ...args, '--results', folder], { from: 'user' });
  return { ...(shell.output!.value as Report), text: shell.output!.text!() };
}

const TOTAL = 784 * 30 + 30 * 20 + 20 * 10;
const kept = (sparsity: number) => TOTAL - Math.floor(sparsity * TOTAL + 0.5);

test.each(['magnitude', 'lamp', 'random', 'snip', 'gradient', 'grasp', 'synflow'])(
  '%s prunes a finished level to exactly the sparsity, globally and within layers',
  async (criterion) => {
    const common = [key, '--criterion', criterion, '--rounds', '3'];
    const global = await prune(...common, '--sparsity', '0.937');
    expect(global.model).toBe(key);
    expect(global.totals).toEqual({ kept: kept(0.937), total: TOTAL, density: kept(0.937) / TOTAL });
    expect(global.layers.reduce((sum, layer) => sum + layer.kept, 0)).toBe(kept(0.937));
    const each = await prune(...common, '--sparsity', '0.5', '--scope', 'layer');
    expect(each.layers.map((layer) => layer.kept)).toEqual([11_760, 300, 100]);
    expect(each.collapsed).toEqual([]);
  },
  30_000,
);

test('what is pruned is written as a ticket, which can be pruned further', async () => {
  const file = join(folder, 'deep', 'half.safetensors');
  const { output, text } = await prune(key, '--sparsity', '0.5', '-o', file);
  expect(output).toBe(file);
  expect(text).toContain(file);
  const ticket = decodeTicket(await readFile(file));
  expect(countMasks(ticket.masks).kept).toBe(kept(0.5));
  expect(ticket.provenance).toMatchObject({ pruned_from: key, pruned_by: 'magnitude' });
  for (const [name, { data }] of Object.entries(ticket.masks)) {
    expect(ticket.parameters[name]!.data.every((value, i) => data[i] === 1 || Object.is(value, 0))).toBe(true);
  }
  const smaller = join(folder, 'smaller.safetensors');
  const of = ['--network', 'mlp-30-20', '--dataset', 'glyphs'];
  await prune(file, ...of, '--sparsity', '0.9', '--criterion', 'synflow', '-o', smaller);
  const next: Masks = decodeTicket(await readFile(smaller)).masks;
  expect(countMasks(next).kept).toBe(kept(0.9));
  expect(isNested(next, ticket.masks)).toBe(true);
  await expect(prune(file, ...of, '--sparsity', '0.4')).rejects.toThrow(/sparser already/);
}, 30_000);

test('the trained weights of a level and those that it started from are other models', async () => {
  const trained = await prune(key, '--sparsity', '0.9');
  const start = await prune(key, '--sparsity', '0.9', '--weights', 'start');
  const file = join(folder, ...key.split('/'), 'final.safetensors');
  const final = await prune(file, '--network', 'mlp-30-20', '--sparsity', '0.9', '--input', '1,28,28');
  expect(final.layers).toEqual(trained.layers);
  expect(start.layers).not.toEqual(trained.layers);
});

test('a layer that collapses is warned of, and --min-keep prevents it', async () => {
  const collapsed = await prune(key, '--sparsity', '0.9998', '--criterion', 'random');
  expect(collapsed.collapsed.length).toBeGreaterThan(0);
  expect(collapsed.text).toMatch(/Warning: nothing is left of dense_\d\/weights.*--min-keep 1 prevents it/);
  const saved = await prune(key, '--sparsity', '0.9998', '--criterion', 'random', '--min-keep', '1');
  expect(saved.collapsed).toEqual([]);
  expect(saved.totals.kept).toBe(collapsed.totals.kept);
});

test('what is missing on the command line is named', async () => {
  const file = join(folder, ...key.split('/'), 'final.safetensors');
  await expect(prune(file, '--sparsity', '0.5')).rejects.toThrow(/what network this file holds.*--network/);
  const snip = [file, '--network', 'mlp-30-20', '--sparsity', '0.5', '--criterion', 'snip'];
  await expect(prune(...snip)).rejects.toThrow(/which examples to score weights on: expected --dataset/);
  await expect(prune(file, '--network', 'mlp-30-21', '--sparsity', '0.5')).rejects.toThrow(/does not hold mlp-30-21/);
  await expect(prune(key, '--sparsity', '1')).rejects.toThrow(/sparsity.*0 to less than 1/);
  await expect(prune(join(folder, 'none.safetensors'), ...snip.slice(1))).rejects.toThrow(/cannot be read/);
});
