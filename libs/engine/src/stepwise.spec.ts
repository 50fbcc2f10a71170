import type * as tfTypes from '@tensorflow/tfjs-core';
import { InferenceSession, type Tensor as OrtTensor } from 'onnxruntime-node';
import { cleanUp } from './graph/cleanup';
import { INDEX } from './graph/gather-slices';
import { lower, PORTABLE } from './graph/lower';
import { DeviceSession } from './run/device';
import { whyUnusable } from './run/usable';
import { compileScan } from './scan';
import { Stepwise } from './stepwise';
import { float32, int32, tensor, uint8 } from './tensor';
import { tf } from './tensorflow';
import { trace } from './trace/trace';

type Tensors = Record<'w' | 'sum' | 'x' | 'scale' | 'label' | 'pixel', tfTypes.Tensor>;

/** State that changes, state that is only added to, slices of floats, of whole numbers and of bytes, and a report. */
const step = ({ w, sum, x, scale, label, pixel }: Tensors) => {
  const target = tf.add(tf.cast(label, 'float32'), tf.cast(pixel, 'float32'));
  const loss = (v: tfTypes.Tensor): tfTypes.Scalar => tf.sum(tf.square(tf.sub(tf.mul(v, x), target)));
  const { value, grad } = tf.valueAndGrad(loss)(w);
  return { w: tf.sub(w, tf.mul(grad, scale)), sum: tf.add(sum, label), loss: value };
};
const signature = {
  carry: { w: float32(2), sum: int32(2) },
  shared: { x: float32(2) },
  each: { scale: float32(), label: int32(2), pixel: uint8(2) },
};
const inputs = {
  w: tensor([1, -1]),
  sum: tensor([0, 10], [2], 'int32'),
  x: tensor([0.5, 2]),
  scale: tensor([0.1, 0.05, 0.02]),
  label: tensor([1, 2, 3, 4, 5, 6], [3, 2], 'int32'),
  pixel: tensor([0, 1, 2, 0, 1, 255], [3, 2], 'uint8'),
};
const STEPS = 3;

/** The steps as they run on a device, on cpu, whose memory stands for the device's. */
function loadOnCpu(): Promise<Stepwise> {
  const { carry, shared, each } = signature;
  const graph = lower(cleanUp(trace(step, { ...carry, ...shared, ...each })), PORTABLE);
  const names = { carry: Object.keys(carry), shared: Object.keys(shared), each: Object.keys(each) };
  return Stepwise.load(graph, names, {}, 'cpu');
}

interface Call {
  readonly feeds: Readonly<Record<string, OrtTensor>>;
  readonly results: Readonly<Record<string, OrtTensor>>;
}

/** What sessions are given and give, call by call; those from the call number `failing` on fail. */
function watchCalls(failing = Infinity): Call[] {
  const calls: Call[] = [];
  const run: DeviceSession['run'] = Reflect.get(DeviceSession.prototype, 'run');
  jest.spyOn(DeviceSession.prototype, 'run').mockImplementation(async function (this: DeviceSession, feeds) {
    if (calls.length >= failing) throw new Error('the device is gone');
    const results = await run.call(this, feeds);
    calls.push({ feeds: { ...feeds }, results });
    return results;
  });
  return calls;
}

function isFreed({ location }: OrtTensor): boolean {
  return location === 'none';
}

afterEach(() => jest.restoreAllMocks());

test('steps that repeat give the bits of the same steps as one scan', async () => {
  const [stepwise, scan] = [await loadOnCpu(), await compileScan(step, signature, { optimise: false })];
  const expected = await scan.run(inputs);
  expect([...expected.sum.data]).toEqual([9, 22]);
  // Twice: the first time leaves nothing behind.
  for (let i = 0; i < 2; i++) {
    expect(Object.fromEntries(await stepwise.run(inputs, STEPS))).toEqual(expected);
  }
  expect([...inputs.w.data, ...inputs.sum.data]).toEqual([1, -1, 0, 10]);
  await stepwise.dispose();
  await scan.dispose();
});

test('no step leaves state as it was, of its own memory', async () => {
  const stepwise = await loadOnCpu();
  const results = await stepwise.run(inputs, 0);
  expect(Object.fromEntries(results)).toEqual({ w: inputs.w, sum: inputs.sum });
  expect(results.get('w')!.data.buffer).not.toBe(inputs.w.data.buffer);
  await stepwise.dispose();
});

test('state is fed as the step before left it; stacks of numbers stay, bytes come a slice at a time', async () => {
  const stepwise = await loadOnCpu();
  const calls = watchCalls();
  await stepwise.run(inputs, STEPS);
  const [first, ...rest] = calls;
  const steps = rest.slice(0, -1);
  expect(steps).toHaveLength(STEPS);
  const held = Object.values(first!.results);
  for (const [i, { feeds }] of steps.entries()) {
    expect(Object.keys(feeds).sort()).toEqual(['label', 'pixel', 'scale', INDEX, 'sum', 'w', 'x']);
    expect(feeds['pixel']!.data).toEqual(inputs.pixel.data.subarray(2 * i, 2 * i + 2));
    const before = i === 0 ? held : Object.values(steps[i - 1]!.results);
    for (const name of ['w', 'sum', INDEX]) expect(before).toContain(feeds[name]);
    for (const name of ['x', 'scale', 'label']) expect(held).toContain(feeds[name]);
  }
  await stepwise.dispose();
});

test('what lies on the device is freed after the run, and what is handed out is not', async () => {
  const stepwise = await loadOnCpu();
  const calls = watchCalls();
  await stepwise.run(inputs, STEPS);
  const [first, ...rest] = calls;
  expect(Object.values(first!.results).map(isFreed)).toEqual(Array(6).fill(true));
  // Of a step: the next state and the next number are freed, the loss is not.
  for (const { results } of rest.slice(0, -1)) {
    expect(Object.values(results).map(isFreed).sort()).toEqual([false, true, true, true]);
  }
  expect(Object.values(rest.at(-1)!.results).map(isFreed)).toEqual([false, false]);
  await stepwise.dispose();
});

test('what lies on the device is freed when a step fails', async () => {
  const stepwise = await loadOnCpu();
  const calls = watchCalls(2);
  await expect(stepwise.run(inputs, STEPS)).rejects.toThrow('the device is gone');
  const [first, second] = calls;
  expect(Object.values(first!.results).map(isFreed)).toEqual(Array(6).fill(true));
  expect(Object.values(second!.results).map(isFreed).sort()).toEqual([false, true, true, true]);
  await stepwise.dispose();
});

test('on a device, what is copied there and the state of a step stay; reports and what is copied back do not', async () => {
  const asked: unknown[] = [];
  const create = InferenceSession.create.bind(InferenceSession) as (...given: unknown[]) => Promise<InferenceSession>;
  jest.spyOn(InferenceSession, 'create').mockImplementation(async (...given: unknown[]) => {
    const [model, { preferredOutputLocation, ...options }] = given as [unknown, InferenceSession.SessionOptions];
    const session = await create(model, options);
    asked.push(session.outputNames.map((name) => (preferredOutputLocation as Record<string, string>)[name] ?? 'cpu'));
    return session;
  });
  const { carry, shared, each } = signature;
  const graph = lower(cleanUp(trace(step, { ...carry, ...shared, ...each })), PORTABLE);
  const names = { carry: ['w', 'sum'], shared: ['x'], each: ['scale', 'label', 'pixel'] };
  const stepwise = await Stepwise.load(graph, names, {});
  const gpu = 'gpu-buffer';
  expect(asked).toEqual([[gpu, gpu, 'cpu', gpu], Array(6).fill(gpu), ['cpu', 'cpu']]);
  await stepwise.dispose();
});

test.each([1, 2, 3])('what was loaded is released when load %i fails', async (failing) => {
  const create = InferenceSession.create.bind(InferenceSession) as (...given: unknown[]) => Promise<InferenceSession>;
  const releases: jest.SpyInstance[] = [];
  jest.spyOn(InferenceSession, 'create').mockImplementation(async (...given: unknown[]) => {
    if (releases.length + 1 === failing) throw new Error('no memory is left on the device');
    const session = await create(...given);
    releases.push(jest.spyOn(session, 'release'));
    return session;
  });
  await expect(loadOnCpu()).rejects.toThrow('no memory is left on the device');
  expect(releases).toHaveLength(failing - 1);
  for (const release of releases) expect(release).toHaveBeenCalledTimes(1);
});

test('all of it is released', async () => {
  const stepwise = await loadOnCpu();
  const dispose = jest.spyOn(DeviceSession.prototype, 'dispose');
  await stepwise.dispose();
  expect(new Set(dispose.mock.contexts).size).toBe(3);
});

/** Where there is a GPU, its steps; where there is none, what stands in for it, and that it says so. */
test('steps that repeat on webgpu give what cpu gives', async () => {
  const reason = await whyUnusable('webgpu');
  const [device, cpu] = [
    await compileScan(step, signature, { provider: 'webgpu' }),
    await compileScan(step, signature),
  ];
  const [results, expected] = [await device.run(inputs), await cpu.run(inputs)];
  expect(device.provider).toBe(reason === undefined ? 'webgpu' : 'cpu');
  expect(device.fallback === undefined).toBe(reason === undefined);
  expect([...results.sum.data]).toEqual([9, 22]);
  expect(results.loss.shape).toEqual([STEPS]);
  for (const name of ['w', 'loss'] as const) {
    results[name].data.forEach((value, i) => expect(value).toBeCloseTo(expected[name].data[i]!, 5));
  }
  await device.dispose();
  await cpu.dispose();
});
