import { decodeModel, OnnxSession, tensor } from '@tombola/engine';
import { lenet300100, unitPixels } from '@tombola/nn';
import { exportOnnx, FILE_METADATA } from './export';
import { randomExport } from './testing/fixture';

const options = randomExport();
const model = decodeModel(exportOnnx(options));

test('input and output have the promised names, layouts and an open batch', () => {
  expect(model.inputs).toEqual([{ name: 'input', shape: ['batch', 1, 14, 14] }]);
  expect(model.outputs).toEqual([{ name: 'logits', shape: ['batch', 10] }]);
  expect(model.opset).toBe(17);
});

test('parameters are initializers of their own names, kept weights with the trained bits', () => {
  for (const [name, { shape, data }] of Object.entries(options.parameters)) {
    const found = model.initializers[name]!;
    expect(found.shape).toEqual(shape);
    const mask = options.masks[name]?.data;
    expect(data.every((value, i) => mask?.[i] === 0 || Object.is(value, found.data[i]))).toBe(true);
  }
});

test('pruned weights are exactly +0, though the parameters given were not', () => {
  for (const [name, mask] of Object.entries(options.masks)) {
    const { data } = model.initializers[name]!;
    expect(mask.data.every((bit, i) => bit === 1 || Object.is(data[i], 0))).toBe(true);
    expect(options.parameters[name]!.data.some((value, i) => mask.data[i] === 0 && value !== 0)).toBe(true);
  }
});

test('metadata says what the file is and where it comes from', () => {
  for (const key of FILE_METADATA) expect(model.metadata[key]).toBeTruthy();
  expect(model.metadata).toMatchObject({
    trial: 'abc123',
    seed: '3',
    level: '2',
    network: 'lenet-300-100',
    pixels: '{"mean":[0.1307],"std":[0.3081]}',
    classes: '["A","B","C","D","E","F","G","H","I","J"]',
    prunable: '["dense_1/weights","dense_2/weights","dense_3/weights"]',
  });
  const kept = Object.values(options.masks).reduce((sum, { data }) => sum + data.filter((bit) => bit === 1).length, 0);
  expect(Number(model.metadata.density)).toBe(kept / (196 * 300 + 30_000 + 1_000));
});

test('the standardisation is in the graph: the same pixels give other logits without it', async () => {
  const input = tensor(new Float32Array(196).fill(0.5), [1, 1, 14, 14]);
  const run = async (bytes: Uint8Array) => {
    const session = await OnnxSession.load(bytes);
    const { logits } = await session.run({ input });
    await session.dispose();
    return [...logits!.data];
  };
  expect(await run(exportOnnx({ ...options, pixels: unitPixels }))).not.toEqual(await run(exportOnnx(options)));
});

test('the same network gives the same bytes', () => {
  expect(Buffer.compare(exportOnnx(options), exportOnnx(randomExport()))).toBe(0);
});

test('LeNet-300-100 of 28 x 28 pixels exports its 266,200 weights', () => {
  const full = lenet300100({ inputShape: [1, 28, 28], classes: 10 });
  const parameters = Object.fromEntries(
    full.layers.flatMap((layer) =>
      layer.parameters.map(({ name, shape }) => {
        return [name, tensor(new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(0.01), shape)] as const;
      }),
    ),
  );
  const { initializers, metadata } = decodeModel(exportOnnx({ network: full, parameters, pixels: unitPixels }));
  const sizes = ['dense_1', 'dense_2', 'dense_3'].map((layer) => initializers[`${layer}/weights`]!.data.length);
  expect(sizes).toEqual([235_200, 30_000, 1_000]);
  expect(metadata.density).toBe('1');
});

test('parameters, masks and class names that do not fit are refused by name', () => {
  const { 'dense_1/bias': bias, ...others } = options.parameters;
  expect(() => exportOnnx({ ...options, parameters: others })).toThrow(/dense_1\/bias is missing/);
  expect(() => exportOnnx({ ...options, parameters: { ...options.parameters, extra: bias! } })).toThrow(
    /no such parameter.*extra/,
  );
  expect(() => exportOnnx({ ...options, parameters: { ...others, 'dense_1/bias': tensor([1]) } })).toThrow(
    /wrong shape/,
  );
  const broken = tensor(new Float32Array(300).fill(NaN));
  expect(() => exportOnnx({ ...options, parameters: { ...others, 'dense_1/bias': broken } })).toThrow(
    /bias is not finite/,
  );
  expect(() => exportOnnx({ ...options, masks: {} })).toThrow(/mask of dense_1\/weights is missing/);
  expect(() => exportOnnx({ ...options, classes: ['one'] })).toThrow(/as many class names as classes.*got 1.*10/);
});
