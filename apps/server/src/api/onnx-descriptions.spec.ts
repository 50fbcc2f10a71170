import { DamagedError } from '@tombola/shared';
import { OnnxDescriptions } from './onnx-descriptions';
import { paperOnnx } from './testing/paper-onnx';

const model = paperOnnx({
  network: { name: 'mlp', hidden: [4] },
  dataset: { name: 'glyphs' },
  optimizer: { name: 'sgd', learningRate: 0.1 },
  steps: 10,
});

test('a file is read once, however many ask for it', async () => {
  const read: string[] = [];
  const descriptions = new OnnxDescriptions({
    get: (sha256) => {
      read.push(sha256);
      return Promise.resolve(model);
    },
  });
  const [first, second] = await Promise.all([descriptions.get('a'), descriptions.get('a')]);
  expect(first).toBe(second);
  expect(first.bytes).toBe(model.length);
  await descriptions.get('a');
  expect(read).toEqual(['a']);
});

test('files are read one after the other, and what failed is read again', async () => {
  let [reading, most, calls] = [0, 0, 0];
  const descriptions = new OnnxDescriptions({
    get: async () => {
      most = Math.max(most, ++reading);
      await new Promise((resolve) => setImmediate(resolve));
      reading--;
      return ++calls === 1 ? Buffer.from('no model') : model;
    },
  });
  const [first, ...others] = await Promise.allSettled(['a', 'b', 'c'].map((sha256) => descriptions.get(sha256)));
  expect(first).toMatchObject({ status: 'rejected', reason: expect.any(DamagedError) as unknown });
  expect([...others.map(({ status }) => status), most]).toEqual(['fulfilled', 'fulfilled', 1]);
  await expect(descriptions.get('a')).resolves.toMatchObject({ bytes: model.length });
});
