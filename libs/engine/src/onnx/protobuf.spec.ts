import fc from 'fast-check';
import { decodeMessage, encodeMessage, type Message, type MessageTable } from './protobuf';

const inner: MessageTable = () => ({
  label: { number: 1, type: 'string' },
  numbers: { number: 200, type: 'float', repeated: true, packed: true },
});
const table: MessageTable = () => ({
  count: { number: 1, type: 'int' },
  ratio: { number: 2, type: 'float' },
  text: { number: 3, type: 'string' },
  bytes: { number: 4, type: 'bytes' },
  counts: { number: 5, type: 'int', repeated: true },
  packed: { number: 6, type: 'int', repeated: true, packed: true },
  part: { number: 7, type: inner },
  parts: { number: 5000, type: inner, repeated: true },
});

const int = fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -200, max: 200 }));
// Without denormal numbers, which onnxruntime turns to zero in the whole thread once it has run in it.
const float = fc.float({ noNaN: true }).filter((x) => x === 0 || Math.abs(x) >= 2 ** -126);
const text = fc.string({ unit: 'grapheme' });
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const part = fc.record({ label: optional(text), numbers: fc.array(float) });
const message = fc.record({
  count: optional(int),
  ratio: optional(float),
  text: optional(text),
  bytes: optional(fc.uint8Array()),
  counts: fc.array(int),
  packed: fc.array(int),
  part: optional(part),
  parts: fc.array(part),
});

test('a message that is encoded and decoded is the same', () => {
  fc.assert(
    fc.property(message, (original) => {
      expect(decodeMessage(encodeMessage(original as Message, table), table)).toEqual(original);
    }),
    { seed: 3 },
  );
});

test.each([
  [0, [8, 0]],
  [1, [8, 1]],
  [127, [8, 127]],
  [128, [8, 128, 1]],
  [16383, [8, 255, 127]],
  [16384, [8, 128, 128, 1]],
  [2 ** 53 - 1, [8, 255, 255, 255, 255, 255, 255, 255, 15]],
  [-1, [8, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1]],
  [-(2 ** 31), [8, 128, 128, 128, 128, 248, 255, 255, 255, 255, 1]],
])('the number %d is written as the specification says', (count, bytes) => {
  expect(Array.from(encodeMessage({ count }, table))).toEqual(bytes);
  expect(decodeMessage(Uint8Array.from(bytes), table).count).toBe(count);
});

test('fields that the table lacks are skipped, whatever their wire type', () => {
  const unknown = [
    [0x80 | 0x40, 0x0c, 0x96, 0x01], // field 200, a number
    [0xc1, 0x0c, 1, 2, 3, 4, 5, 6, 7, 8], // 64 bits
    [0xc2, 0x0c, 2, 7, 7], // a block
    [0xc5, 0x0c, 1, 2, 3, 4], // 32 bits
  ].flat();
  expect(decodeMessage(Uint8Array.from([...unknown, 8, 5, ...unknown]), table)).toMatchObject({ count: 5 });
});

test('a member that the table lacks is an error', () => {
  expect(() => encodeMessage({ wrong: 1 }, table)).toThrow('no such field: wrong');
});

test.each([
  ['a number that does not end', [8, 255]],
  ['a number of 11 bytes', [8, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1]],
  ['a block longer than the message', [26, 5, 65]],
  ['a float that is cut short', [21, 0, 0]],
  ['a group', [11]],
  ['a number where a text belongs', [24, 1]],
  ['a block where one number belongs', [10, 1, 1]],
])('%s is an error', (_, bytes) => {
  expect(() => decodeMessage(Uint8Array.from(bytes), table)).toThrow();
});

test('bytes at random are an error or a message, never anything else', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      try {
        decodeMessage(bytes, table);
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
        expect(error).not.toBeInstanceOf(TypeError);
      }
    }),
    { numRuns: 500 },
  );
});
