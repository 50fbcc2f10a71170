import { describeOnnx } from './describe';
import { exportOnnx } from './export';
import { modelCard } from './model-card';
import { randomExport } from './testing/fixture';

const options = randomExport();
const bytes = exportOnnx(options);
const description = describeOnnx(bytes);

test('a description counts ops, zeros and densities', () => {
  expect(description.ops).toEqual({ Sub: 1, Div: 1, Reshape: 1, Gemm: 3, Relu: 2 });
  const zeros = options.masks['dense_1/weights']!.data.filter((bit) => bit === 0).length;
  expect(description.initializers.find(({ name }) => name === 'dense_1/weights')).toEqual({
    name: 'dense_1/weights',
    shape: [196, 300],
    size: 58_800,
    zeros,
    density: 1 - zeros / 58_800,
    prunable: true,
  });
  expect(description.weights.total).toBe(58_800 + 30_000 + 1_000);
  expect(String(description.weights.density)).toBe(description.metadata.density);
  expect(description.initializers.find(({ name }) => name === 'dense_1/bias')?.prunable).toBe(false);
  expect(description).toMatchObject({ opset: 17, otherDomains: [], bytes: bytes.length });
});

test('a Buffer that starts anywhere in its memory is read like the bytes themselves', () => {
  const padded = Buffer.concat([Buffer.from('abc'), bytes]);
  expect(describeOnnx(padded.subarray(3))).toEqual(description);
});

test('what is no ONNX file is refused by name', () => {
  expect(() => describeOnnx(Buffer.from('hello'), 'hello.onnx')).toThrow(/hello\.onnx is not an ONNX model/);
});

test('a model card says what the file is, layer by layer, and what it is not', () => {
  const card = modelCard({
    description,
    recipe: { steps: 5000 },
    metrics: [
      {
        name: 'test accuracy at early stop',
        mean: 0.9791,
        interval: { low: 0.978, high: 0.9802, kind: '95 % t interval' },
        seeds: 5,
        unit: 'percent',
      },
      { name: 'early-stop iteration', mean: 4200, seeds: 5 },
    ],
    limits: ['One font family was left out.'],
    reproduce: 'tombola study run lth',
  });
  for (const heading of [
    'Intended use',
    'Data',
    'Architecture',
    'Sparsity',
    'Recipe',
    'Metrics',
    'Limits',
    'Licence',
    'How to reproduce',
  ]) {
    expect(card).toContain(`\n## ${heading}\n`);
  }
  expect(card).toMatch(/^# lenet-300-100, \d+\.\d\d % of its weights\n/);
  expect(card).toContain('| test accuracy at early stop | 97.91 % | 97.80 % to 98.02 % (95 % t interval) | 5 |');
  expect(card).toContain('| early-stop iteration | 4200 |  | 5 |');
  expect(card).toMatch(/\| dense_2\/weights \| 300 × 100 \| [\d,]+ \| 30,000 \| \d+\.\d\d % \|/);
  expect(card).toContain('Classes, in the order of the logits: A, B, C, D, E, F, G, H, I, J.');
  expect(card).toContain('- One font family was left out.');
  expect(card).toContain('tombola study run lth');
});

test('a card has what its people say as a quotation, and nothing twice', () => {
  const { metadata } = description;
  const card = modelCard({
    description: { ...description, metadata: { ...metadata, metrics: '{"a":1}', recipe_json: '{"steps":7}' } },
    title: 'digits, version 2',
    about: 'For the **mail** room.\n```\n# not a section',
    recipe: { steps: 7 },
    metrics: [{ name: 'accuracy', value: 0.5, mean: 0.75, seeds: 2, unit: 'percent' }],
  });
  expect(card).toMatch(
    /^# digits, version 2\n\n> For the \*\*mail\*\* room\.\n> ```\n> # not a section\n\n## Intended use\n/,
  );
  expect(card).toContain('| metric | this file | mean | interval | seeds |');
  expect(card).toContain('| accuracy | 50.00 % | 75.00 % |  | 2 |');
  expect(card).not.toMatch(/recipe_json|\| metrics \|/);
});

test('a card of a bare file says what was not recorded', () => {
  const { network, parameters, pixels } = options;
  const card = modelCard({ description: describeOnnx(exportOnnx({ network, parameters, pixels })) });
  expect(card).toMatch(/## Licence\n\nNot recorded\./);
  expect(card).toMatch(/## Metrics\n\nNot recorded\./);
  expect(card).not.toContain('undefined');
});
