/**
 * Protocol buffers, as much of them as ONNX uses: a message is described by a table of its fields, and one encoder and
 * one decoder serve every message. Wire format: protobuf.dev/programming-guides/encoding.
 */

/** How a field is stored. `packed` fields are repeated numbers in one length-delimited block. */
export type FieldType =
  | 'int' // varint of an integer number, negative ones in 10 bytes
  | 'float' // 32-bit
  | 'string'
  | 'bytes'
  | MessageTable;

export interface Field {
  readonly number: number;
  readonly type: FieldType;
  readonly repeated?: boolean;
  readonly packed?: boolean;
}

export type MessageTable = () => Readonly<Record<string, Field>>;

export type FieldValue = number | bigint | string | Uint8Array | Message | readonly FieldValue[] | undefined;

export interface Message {
  readonly [field: string]: FieldValue;
}

const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const FIXED32 = 5;

/** The bytes of a message. Fields are written in the order of the table; members that the table lacks are an error. */
export function encodeMessage(message: Message, table: MessageTable): Uint8Array {
  const parts: Uint8Array[] = [];
  const fields = table();
  for (const name of Object.keys(message)) if (!(name in fields)) throw new Error(`no such field: ${name}`);
  for (const [name, field] of Object.entries(fields)) {
    const value = message[name];
    if (value === undefined) continue;
    if (field.packed === true) {
      const block = concat((value as readonly FieldValue[]).map((item) => scalarBytes(item, field.type)));
      parts.push(tag(field.number, BYTES), varint(block.length), block);
    } else {
      for (const item of field.repeated === true ? (value as readonly FieldValue[]) : [value]) {
        if (wireOf(field.type) !== BYTES) {
          parts.push(tag(field.number, wireOf(field.type)), scalarBytes(item, field.type));
        } else {
          const block = blockBytes(item, field.type);
          parts.push(tag(field.number, BYTES), varint(block.length), block);
        }
      }
    }
  }
  return concat(parts);
}

/** The message in `bytes`; unknown fields are skipped, absent repeated ones are `[]`, other absent ones undefined. */
export function decodeMessage(bytes: Uint8Array, table: MessageTable): Message {
  const byNumber = new Map(Object.entries(table()).map(([name, field]) => [field.number, { name, ...field }]));
  const message: Record<string, FieldValue> = {};
  for (const { name, repeated } of byNumber.values()) if (repeated === true) message[name] = [];
  const reader = new Reader(bytes);
  while (!reader.done) {
    const key = reader.varint();
    const field = byNumber.get(Number(key >> 3n));
    const wire = Number(key & 7n);
    if (field === undefined) {
      reader.skip(wire);
    } else if (wire === BYTES && (field.type === 'int' || field.type === 'float')) {
      if (field.repeated !== true) throw new Error(`${field.name} is one number`);
      const block = new Reader(reader.block());
      while (!block.done) (message[field.name] as FieldValue[]).push(readScalar(block, field.type));
    } else {
      if (wire !== wireOf(field.type)) throw new Error(`${field.name} has the wire type ${wire}`);
      const value = wire === BYTES ? readBlock(reader.block(), field.type) : readScalar(reader, field.type);
      if (field.repeated === true) (message[field.name] as FieldValue[]).push(value);
      else message[field.name] = value;
    }
  }
  return message;
}

function wireOf(type: FieldType): number {
  return type === 'int' ? VARINT : type === 'float' ? FIXED32 : BYTES;
}

function scalarBytes(value: FieldValue, type: FieldType): Uint8Array {
  if (type === 'float') return new Uint8Array(Float32Array.of(Number(value)).buffer);
  return varint(value as number | bigint);
}

function blockBytes(value: FieldValue, type: FieldType): Uint8Array {
  if (type === 'string') return new TextEncoder().encode(value as string);
  if (type === 'bytes') return value as Uint8Array;
  return encodeMessage(value as Message, type as MessageTable);
}

function readScalar(reader: Reader, type: FieldType): FieldValue {
  return type === 'float' ? reader.float() : Number(BigInt.asIntN(64, reader.varint()));
}

function readBlock(block: Uint8Array, type: FieldType): FieldValue {
  if (type === 'string') return new TextDecoder().decode(block);
  return typeof type === 'function' ? decodeMessage(block, type) : block;
}

function tag(number: number, wire: number): Uint8Array {
  return varint((number << 3) | wire);
}

function varint(value: number | bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Uint8Array.from(bytes);
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let position = 0;
  for (const part of parts) {
    whole.set(part, position);
    position += part.length;
  }
  return whole;
}

class Reader {
  private position = 0;
  constructor(private readonly bytes: Uint8Array) {}

  get done(): boolean {
    return this.position >= this.bytes.length;
  }

  varint(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.take(1)[0]!;
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
    throw new Error('a number of more than 10 bytes');
  }

  float(): number {
    const bytes = this.take(4);
    return new DataView(bytes.buffer, bytes.byteOffset, 4).getFloat32(0, true);
  }

  block(): Uint8Array {
    return this.take(Number(this.varint()));
  }

  skip(wire: number): void {
    if (wire === VARINT) this.varint();
    else if (wire === FIXED64) this.take(8);
    else if (wire === BYTES) this.block();
    else if (wire === FIXED32) this.take(4);
    else throw new Error(`unknown wire type ${wire}`);
  }

  private take(count: number): Uint8Array {
    if (this.position + count > this.bytes.length) throw new Error('cut short');
    this.position += count;
    return this.bytes.subarray(this.position - count, this.position);
  }
}
