import { InputError } from '@tombola/shared';
import fc from 'fast-check';
import { decodeSteps, decodeValues, encodeSteps, encodeValues } from './codec';

const steps = fc.array(fc.nat(2 ** 31 - 1));
const values = fc.array(fc.double());

test('columns come back as they were, NaN and infinities too', () => {
  fc.assert(
    fc.property(steps, values, (a, b) => {
      expect([...decodeSteps(encodeSteps(a))]).toEqual(a);
      expect([...decodeSteps(encodeSteps(Int32Array.from(a)))]).toEqual(a);
      const back = decodeValues(encodeValues(b));
      expect(back).toHaveLength(b.length);
      b.forEach((value, i) => expect(back[i]).toBe(value));
    }),
    {
      examples: [
        [
          [0, 2147483647],
          [NaN, Infinity, -Infinity, -0, 5e-324, Number.MAX_VALUE],
        ],
      ],
    },
  );
});

test('columns are little-endian, 4 bytes a step and 8 a value', () => {
  expect(encodeSteps([1, 0x01020304]).toString('hex')).toBe('0100000004030201');
  expect(encodeValues([1, -2]).toString('hex')).toBe('000000000000f03f00000000000000c0');
});

test('one column after the other is the column of both', () => {
  fc.assert(
    fc.property(values, values, (a, b) => {
      expect(Buffer.concat([encodeValues(a), encodeValues(b)])).toEqual(encodeValues([...a, ...b]));
    }),
  );
});

test('a column may lie anywhere in a larger buffer', () => {
  const packed = Buffer.concat([Buffer.from([9]), encodeValues([0.1, NaN])]).subarray(1);
  expect([...decodeValues(packed)]).toEqual([0.1, NaN]);
});

test.each([-1, 1.5, NaN, Infinity, 2 ** 31, 2 ** 32 + 1])('%d is no step', (step) => {
  expect(() => encodeSteps([0, step])).toThrow(InputError);
});

test('a column that was cut is refused', () => {
  expect(() => decodeSteps(encodeSteps([1, 2]).subarray(0, 7))).toThrow(InputError);
  expect(() => decodeValues(encodeValues([1, 2]).subarray(0, 12))).toThrow(InputError);
});
