import { isRecord } from './is-record';
import { InputError } from './errors';

/** Element types that Tombola stores, with their safetensors names. */
const arrays = {
  F64: Float64Array,
  F32: Float32Array,
  I32: Int32Array,
  U32: Uint32Array,
  U8: Uint8Array,
} as const;

export type StoredData = Float64Array | Float32Array | Int32Array | Uint32Array | Uint8Array;

/** A named array of a file: row-major, `data.length` = product of `shape`. */
export interface StoredTensor {
  readonly shape: readonly number[];
  readonly data: StoredData;
}

/** What a safetensors file holds: named tensors and a map of texts. */
export interface Safetensors {
  readonly tensors: Readonly<Record<string, StoredTensor>>;
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * The bytes of a safetensors file: u64 header size, JSON header padded with spaces to 8 bytes, then the tensors, the
 * widest element types first and those of one width by name, little-endian, without gaps. Equal contents give equal
 * bytes.
 */
export function encodeSafetensors({ tensors, metadata }: Safetensors): Uint8Array {
  const header: Record<string, unknown> = { __metadata__: sorted(metadata) };
  // Wide elements first, so that every tensor starts at a multiple of its element size.
  const entries = Object.entries(tensors).sort(
    ([nameA, a], [nameB, b]) =>
      b.data.BYTES_PER_ELEMENT - a.data.BYTES_PER_ELEMENT || (nameA < nameB ? -1 : nameA > nameB ? 1 : 0),
  );
  let offset = 0;
  for (const [name, { shape, data }] of entries) {
    if (sizeOf(shape) !== data.length) {
      throw new InputError({
        what: `tensor ${name} has ${data.length} elements`,
        value: shape,
        expected: 'as many as its shape says',
      });
    }
    header[name] = { dtype: dtypeOf(data), shape, data_offsets: [offset, offset + data.byteLength] };
    offset += data.byteLength;
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  const headerSize = Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(8 + headerSize + offset).fill(0x20, 8, 8 + headerSize);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(headerSize), true);
  bytes.set(text, 8);
  let position = 8 + headerSize;
  for (const [, { data }] of entries) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), position);
    position += data.byteLength;
  }
  return bytes;
}

/**
 * The contents of a safetensors file. The arrays are copies.
 *
 * @param source names the file in error messages.
 * @throws {InputError} when the file is cut short, its header is not JSON, or a type, shape or offset is wrong.
 */
export function decodeSafetensors(bytes: Uint8Array, source = 'the safetensors file'): Safetensors {
  const fail = (what: string, expected: string, value?: unknown): never => {
    throw new InputError({ what: `${source}: ${what}`, value, expected, mend: 'Write or download the file again.' });
  };
  if (bytes.length < 8) fail('too short for a header', 'at least 8 bytes', bytes.length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerSize = Number(view.getBigUint64(0, true));
  const start = 8 + headerSize;
  if (start > bytes.length) fail('cut short inside its header', `${start} bytes or more`, bytes.length);
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(8, start)));
  } catch {
    fail('header is not JSON', 'a JSON object');
  }
  if (!isRecord(header)) return fail('header is not an object', 'a JSON object', header);

  const tensors: Record<string, StoredTensor> = {};
  let metadata: Record<string, string> = {};
  for (const [name, entry] of Object.entries(header)) {
    if (name === '__metadata__') {
      metadata = entry as Record<string, string>;
      continue;
    }
    if (!isRecord(entry)) fail(`tensor ${name} is not described`, 'its type, shape and offsets', entry);
    const { dtype, shape, data_offsets: offsets } = entry as { dtype: string; shape: number[]; data_offsets: number[] };
    if (!(dtype in arrays)) fail(`tensor ${name} has an unknown type`, Object.keys(arrays).join(', '), dtype);
    const ArrayType = arrays[dtype as keyof typeof arrays];
    const [from = -1, to = -1] = Array.isArray(offsets) ? offsets : [];
    const size = Array.isArray(shape) ? sizeOf(shape) * ArrayType.BYTES_PER_ELEMENT : -1;
    if (from < 0 || to - from !== size) fail(`tensor ${name} has wrong offsets`, `${size} bytes`, offsets);
    if (start + to > bytes.length) fail(`cut short inside tensor ${name}`, `${start + to} bytes`, bytes.length);
    // Not slice: that of a Node Buffer is a view, and a view may start anywhere.
    const copy = Uint8Array.from(bytes.subarray(start + from, start + to));
    tensors[name] = { shape, data: new ArrayType(copy.buffer) };
  }
  return { tensors, metadata };
}

function dtypeOf(data: StoredData): string {
  for (const [dtype, ArrayType] of Object.entries(arrays)) if (data instanceof ArrayType) return dtype;
  throw new InputError({ what: 'a tensor has an unknown array type', expected: Object.keys(arrays).join(', ') });
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, extent) => size * extent, 1);
}

function sorted(record: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
