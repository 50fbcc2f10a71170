import fc from 'fast-check';
import { InputError } from './errors';
import { decodeSafetensors, encodeSafetensors } from './safetensors';

const example = {
  tensors: {
    mask: { shape: [2, 3], data: Uint8Array.of(1, 0, 1, 1, 0, 0) },
    weights: { shape: [2], data: Float32Array.of(0.5, -0) },
    empty: { shape: [0, 4], data: new Float32Array(0) },
    step: { shape: [], data: Int32Array.of(7) },
  },
  metadata: { seed: '3', about: 'näme' },
};

test('what is written is read back, bit for bit', () => {
  const { tensors, metadata } = decodeSafetensors(encodeSafetensors(example));
  expect(metadata).toEqual(example.metadata);
  expect(tensors).toEqual(example.tensors);
  expect(Object.is((tensors.weights!.data as Float32Array)[1], -0)).toBe(true);
});

test('the layout is the published one: sizes, alignment, contiguous offsets', () => {
  const bytes = encodeSafetensors(example);
  const headerSize = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  expect(headerSize % 8).toBe(0);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + headerSize))) as Record<
    string,
    { data_offsets: [number, number] }
  >;
  delete header.__metadata__;
  const ends = Object.values(header).map((entry) => entry.data_offsets);
  ends.forEach(([from], i) => expect(from).toBe(i === 0 ? 0 : ends[i - 1]![1]));
  expect(bytes.length).toBe(8 + headerSize + ends.at(-1)![1]);
});

test('equal contents give equal bytes, whatever the order of the names', () => {
  const turned = {
    tensors: Object.fromEntries(Object.entries(example.tensors).reverse()),
    metadata: Object.fromEntries(Object.entries(example.metadata).reverse()),
  };
  expect(encodeSafetensors(turned)).toEqual(encodeSafetensors(example));
});

test('a file cut short anywhere is refused with its name', () => {
  const bytes = encodeSafetensors(example);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), (length) => {
      expect(() => decodeSafetensors(bytes.subarray(0, length), 'ticket.safetensors')).toThrow(InputError);
      expect(() => decodeSafetensors(bytes.subarray(0, length), 'ticket.safetensors')).toThrow(/ticket\.safetensors/);
    }),
  );
});

test('a header of the right size that describes no tensor is refused with the file’s name', () => {
  for (const entry of [null, 7, 'F32', {}, { dtype: 'F32' }, { dtype: 'F32', shape: ['x'], data_offsets: [0, 4] }]) {
    const text = new TextEncoder().encode(JSON.stringify({ w: entry }));
    const bytes = new Uint8Array(8 + text.length + 4);
    new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
    bytes.set(text, 8);
    expect(() => decodeSafetensors(bytes, 'some file')).toThrow(InputError);
    expect(() => decodeSafetensors(bytes, 'some file')).toThrow(/^some file: tensor w /);
  }
});

test('the widest types come first, then names in order', () => {
  const tensors = {
    c: { shape: [1], data: Uint8Array.of(1) },
    b: { shape: [1], data: Float32Array.of(1) },
    a: { shape: [1], data: Uint8Array.of(1) },
    d: { shape: [1], data: Float64Array.of(1) },
  };
  expect(Object.keys(decodeSafetensors(encodeSafetensors({ tensors, metadata: {} })).tensors)).toEqual([
    'd',
    'b',
    'a',
    'c',
  ]);
});

test('a tensor whose data does not fit its shape is refused', () => {
  const tensors = { w: { shape: [3], data: new Float32Array(2) } };
  expect(() => encodeSafetensors({ tensors, metadata: {} })).toThrow(/w has 2 elements/);
});

test('a Node Buffer, whose slices are views of shared memory, is read like any bytes', () => {
  const { tensors } = decodeSafetensors(Buffer.concat([Buffer.alloc(3), encodeSafetensors(example)]).subarray(3));
  expect(tensors).toEqual(example.tensors);
});
