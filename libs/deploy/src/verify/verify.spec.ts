import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bindInputs, cleanUp, decodeModel, encodeModel, float32, tensor, trace } from '@tombola/engine';
import { applyMask, Evaluator, mlp, initialise, stateSignature, standardise } from '@tombola/nn';
import { encodeSafetensors, type StoredTensor } from '@tombola/shared';
import { exportOnnx } from '../export';
import { network, pixels, randomExamples, randomExport, tampered } from '../testing/fixture';
import { verifyFiles } from './files';
import type { VerifyReport } from './report';
import { verifyOnnx, type VerifyOptions } from './verify';

const options = randomExport();
const { parameters, masks } = options;
const bytes = exportOnnx(options);
const { initializers, metadata } = decodeModel(bytes);
const weights = 'dense_2/weights';
const kept = masks[weights]!.data.indexOf(1);
const pruned = masks[weights]!.data.indexOf(0);
let evaluator: Evaluator;
let folder: string;
let verifying: VerifyOptions;

beforeAll(async () => {
  evaluator = await Evaluator.create(network, pixels);
  folder = await mkdtemp(join(tmpdir(), 'tombola-verify-'));
  verifying = { reference: { evaluator, parameters }, examples: randomExamples(1, 300), masks };
});

afterAll(async () => {
  await evaluator.dispose();
  await rm(folder, { recursive: true });
});

function failed(report: VerifyReport): string[] {
  expect(report.ok).toBe(report.checks.every(({ ok }) => ok));
  return report.checks.filter(({ ok }) => !ok).map(({ name }) => name);
}

function detail(report: VerifyReport, name: string): string {
  return report.checks.find((check) => check.name === name)!.detail;
}

test('an exported network is verified: same logits, same answers, zeros where the mask prunes', async () => {
  const report = await verifyOnnx(bytes, verifying);
  expect(failed(report)).toEqual([]);
  expect(report.checks.map(({ name }) => name)).toEqual([
    'file',
    'names',
    'opset',
    'batch',
    'metadata',
    'zeros',
    'weights',
    'parity',
    'argmax',
    'accuracy',
  ]);
  expect(report.maxAbsDifference).toBeLessThanOrEqual(1e-5);
  expect(report).toMatchObject({ ok: true, argmaxAgreement: 1, examples: 300, provider: 'cpu', bytes: bytes.length });
  const { accuracy } = await evaluator.evaluate(
    Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, applyMask(value, masks[name])])),
    verifying.examples,
  );
  expect(report.accuracy).toBe(accuracy);
  for (const { parameter, zeros, pruned: count, keptZeros, ok } of report.zeros) {
    const zerosOfMask = masks[parameter]!.data.filter((bit) => bit === 0).length;
    expect({ zeros, count, keptZeros, ok }).toEqual({ zeros: zerosOfMask, count: zerosOfMask, keptZeros: 0, ok: true });
  }
});

test('the trained parameters may be given as they are stored, already masked', async () => {
  const stored = Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, applyMask(value, masks[name])] as const),
  );
  const report = await verifyOnnx(bytes, { ...verifying, reference: { evaluator, parameters: stored } });
  expect(failed(report)).toEqual([]);
});

test('a dense network is verified without masks', async () => {
  const dense = exportOnnx({ network, parameters, pixels });
  const report = await verifyOnnx(dense, { reference: { evaluator, parameters }, examples: verifying.examples });
  expect(failed(report)).toEqual([]);
  expect(report.zeros).toEqual([]);
});

test('logits as large as those of long trainings agree to the same 1e-5', async () => {
  const larger = Object.fromEntries(
    Object.entries(parameters).map(([name, { shape, data }]) => [
      name,
      tensor(
        data.map((value) => 5 * value),
        shape,
      ),
    ]),
  );
  const file = exportOnnx({ network, parameters: larger, pixels });
  const more = { reference: { evaluator, parameters: larger }, examples: verifying.examples };
  const report = await verifyOnnx(file, more);
  expect(failed(report)).toEqual([]);
  expect(report.largestLogit).toBeGreaterThan(100);
  expect(report.maxAbsDifference! / report.largestLogit!).toBeLessThan(1e-5);
  expect(failed(await verifyOnnx(file, { ...more, tolerance: -1 }))).toEqual(['batch', 'parity']);
});

test('one weight changed by 0.001 is caught, and so are the logits that it moves', async () => {
  const report = await verifyOnnx(
    tampered(bytes, initializers[weights]!.data, kept, (w) => w + 1e-3),
    verifying,
  );
  expect(failed(report)).toContain('weights');
  expect(failed(report)).not.toContain('zeros');
  expect(detail(report, 'weights')).toMatch(`${weights}: 1 elements differ, the first is number ${kept}`);
});

test('a bias changed by 0.001 moves logits further than the tolerance', async () => {
  const bias = 'dense_3/bias';
  const report = await verifyOnnx(
    tampered(bytes, initializers[bias]!.data, 4, (b) => b + 1e-3),
    verifying,
  );
  expect(failed(report)).toEqual(expect.arrayContaining(['weights', 'parity']));
  expect(report.maxAbsDifference).toBeCloseTo(1e-3, 5);
});

test.each([
  ['to a small number', 1e-6],
  ['to negative zero', -0],
])('a pruned weight revived %s is caught by its zero, not by the kept weights', async (_how, value) => {
  const report = await verifyOnnx(
    tampered(bytes, initializers[weights]!.data, pruned, () => value),
    verifying,
  );
  expect(failed(report)).toContain('zeros');
  expect(failed(report)).not.toContain('weights');
  const count = masks[weights]!.data.filter((bit) => bit === 0).length;
  expect(detail(report, 'zeros')).toBe(`${weights}: ${count - 1} of ${count} pruned weights are exactly +0`);
});

test('a kept weight that happens to be 0 is reported, not failed', async () => {
  const data = parameters[weights]!.data.map((value, i) => (i === kept ? 0 : value));
  const zeroed = { ...parameters, [weights]: tensor(data, parameters[weights]!.shape) };
  const report = await verifyOnnx(exportOnnx({ ...options, parameters: zeroed }), {
    ...verifying,
    reference: { evaluator, parameters: zeroed },
  });
  expect(failed(report)).toEqual([]);
  expect(report.zeros.find(({ parameter }) => parameter === weights)).toMatchObject({ keptZeros: 1, ok: true });
  expect(detail(report, 'zeros')).toMatch(/1 kept weights happen to be 0/);
});

test('a fixed batch dimension is caught, though the file says nothing wrong', async () => {
  const graph = trace(({ input, ...rest }) => ({ logits: network.logits(rest, standardise(input, pixels)) }), {
    input: float32(128, 1, 14, 14),
    ...stateSignature(network),
  });
  const masked = Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, applyMask(value, masks[name])] as const),
  );
  const report = await verifyOnnx(encodeModel(bindInputs(cleanUp(graph), masked), { metadata }), verifying);
  expect(failed(report)).toContain('batch');
  expect(detail(report, 'batch')).toMatch(/first dimension of input is 128, not batch.*a batch of 1 cannot run/s);
});

test('a truncated file, no ONNX at all, and an empty file are no models', async () => {
  const texts = [
    bytes.subarray(0, bytes.length - 100),
    bytes.subarray(0, 5000),
    Buffer.from('no model'),
    new Uint8Array(),
  ];
  for (const broken of texts) {
    const report = await verifyOnnx(broken, verifying);
    expect(failed(report)).toEqual(['file']);
    expect(detail(report, 'file')).toMatch(/./);
    expect(report).toMatchObject({ ok: false, examples: 0, maxAbsDifference: undefined, provider: undefined });
  }
});

test('ops beside the standard are caught', async () => {
  // Concatenated protocol buffers are merged: one more opset_import { domain: "com.microsoft", version: 1 }.
  const entry = Buffer.from('com.microsoft');
  const more = Buffer.concat([
    Buffer.from([0x42, entry.length + 4, 0x0a, entry.length]),
    entry,
    Buffer.from([0x10, 1]),
  ]);
  const report = await verifyOnnx(Buffer.concat([bytes, more]), verifying);
  expect(failed(report)).toEqual(['opset']);
  expect(detail(report, 'opset')).toMatch(/com\.microsoft/);
});

test('missing metadata is caught by its key', async () => {
  const report = await verifyOnnx(bytes, { ...verifying, requiredMetadata: ['seed', 'study'] });
  expect(failed(report)).toEqual(['metadata']);
  expect(detail(report, 'metadata')).toBe('study is missing');
});

test('the file of another network is caught by its names', async () => {
  const other = mlp({ inputShape: [1, 14, 14], hidden: [20], classes: 10 });
  const file = exportOnnx({ network: other, parameters: initialise(other, 'he-normal', 1), pixels });
  const report = await verifyOnnx(file, verifying);
  expect(failed(report)).toEqual(expect.arrayContaining(['names']));
  expect(detail(report, 'names')).toMatch(/dense_1\/weights has the shape \[196, 20\], not \[196, 300\]/);
});

test('another standardisation is caught by the logits, although every weight is right', async () => {
  const report = await verifyOnnx(exportOnnx({ ...options, pixels: { mean: [0.2], std: [0.3] } }), verifying);
  expect(failed(report)).toContain('parity');
  expect(failed(report)).not.toContain('weights');
});

test('verifying on no examples, or a file that is not there, is wrong usage', async () => {
  await expect(verifyOnnx(bytes, { ...verifying, examples: () => [] })).rejects.toThrow(/no examples/);
  await expect(verifyOnnx(join(folder, 'none.onnx'), verifying)).rejects.toThrow(/none\.onnx cannot be read/);
});

describe('from files alone', () => {
  const prefixed = (prefix: string, tensors: Readonly<Record<string, StoredTensor>>) =>
    Object.fromEntries(Object.entries(tensors).map(([name, value]) => [prefix + name, value]));
  const bits = Object.fromEntries(
    Object.entries(masks).map(([name, { shape, data }]) => [name, { shape, data: Uint8Array.from(data) }]),
  );
  const init = initialise(network, 'he-normal', 50);

  async function store(name: string, content: Uint8Array): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  }
  const stored = (name: string, tensors: Readonly<Record<string, StoredTensor>>) =>
    store(name, encodeSafetensors({ tensors, metadata: {} }));

  test('an ONNX file beside its ticket and its final parameters is verified', async () => {
    const onnx = await store('ticket.onnx', bytes);
    const ticket = await stored('ticket.safetensors', { ...prefixed('mask/', bits), ...prefixed('init/', init) });
    const final = await stored('final.safetensors', parameters);
    const report = await verifyFiles({ onnx, tensors: [ticket, final] });
    expect(failed(report)).toEqual([]);
    expect(report).toMatchObject({ ok: true, accuracy: undefined, argmaxAgreement: 1 });
    const one = await stored('both.safetensors', { ...prefixed('mask/', bits), ...prefixed('final/', parameters) });
    const labelled = await verifyFiles({ onnx, tensors: [one], examples: verifying.examples });
    expect(labelled).toMatchObject({ ok: true, examples: 300 });
    expect(labelled.accuracy).toBeGreaterThanOrEqual(0);
  });

  test('the ticket of another trial is caught', async () => {
    const onnx = await store('other.onnx', exportOnnx(randomExport(2)));
    const own = await stored('own.safetensors', { ...prefixed('mask/', bits), ...prefixed('final/', parameters) });
    expect(failed(await verifyFiles({ onnx, tensors: [own] }))).toEqual(
      expect.arrayContaining(['zeros', 'weights', 'parity']),
    );
  });

  test('a broken ONNX file is a report, missing parameters are wrong usage', async () => {
    const own = await stored('own.safetensors', { ...prefixed('mask/', bits), ...prefixed('final/', parameters) });
    const broken = await store('broken.onnx', bytes.subarray(0, 1000));
    expect(failed(await verifyFiles({ onnx: broken, tensors: [own] }))).toEqual(['file']);
    const onnx = await store('ticket.onnx', bytes);
    const none = await stored('none.safetensors', prefixed('mask/', bits));
    await expect(verifyFiles({ onnx, tensors: [none] })).rejects.toThrow(/no trained parameters/);
  });

  test('an MLP is rebuilt from its name, an unknown network has to be given', async () => {
    const other = mlp({ inputShape: [1, 14, 14], hidden: [20, 8], classes: 10 });
    const trained = initialise(other, 'he-normal', 1);
    const final = await stored('mlp.safetensors', trained);
    const onnx = await store('mlp.onnx', exportOnnx({ network: other, parameters: trained, pixels }));
    expect(failed(await verifyFiles({ onnx, tensors: [final] }))).toEqual([]);
    const custom = mlp({ name: 'mine', inputShape: [1, 14, 14], hidden: [20, 8], classes: 10 });
    const mine = await store('mine.onnx', exportOnnx({ network: custom, parameters: trained, pixels }));
    await expect(verifyFiles({ onnx: mine, tensors: [final] })).rejects.toThrow(/got "mine"/);
    expect(failed(await verifyFiles({ onnx: mine, tensors: [final], network: custom }))).toEqual([]);
  });
});

test('a pruned weight that holds a denormal number, which onnxruntime makes this thread take for 0, is caught', async () => {
  const copy = Uint8Array.from(tampered(bytes, initializers[weights]!.data, pruned, () => 1));
  // 1 is the bytes 00 00 80 3f; the smallest denormal is 01 00 00 00.
  const at = bytes.findIndex((byte, i) => byte !== copy[i]) - 2;
  copy.set([1, 0, 0, 0], at);
  expect(failed(await verifyOnnx(copy, verifying))).toEqual(['zeros']);
});
