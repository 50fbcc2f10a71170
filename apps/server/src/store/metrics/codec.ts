import { InputError } from '@tombola/shared';

const INT32 = 4;
const FLOAT64 = 8;

/**
 * A column of steps: int32, little-endian.
 *
 * @throws {InputError} for a step that is no whole number from 0 to 2^31 - 1.
 */
export function encodeSteps(steps: ArrayLike<number>): Buffer {
  const bytes = Buffer.allocUnsafe(steps.length * INT32);
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i]!;
    // Also refuses what is no number.
    if (step < 0 || (step | 0) !== step) {
      throw new InputError({
        what: `step ${i} of a column`,
        value: step,
        expected: 'a whole number from 0 to 2147483647',
      });
    }
    bytes.writeInt32LE(step, i * INT32);
  }
  return bytes;
}

/** The other way round. @throws {InputError} for a column that was cut. */
export function decodeSteps(bytes: Buffer): Int32Array {
  const steps = new Int32Array(lengthOf(bytes, INT32));
  for (let i = 0; i < steps.length; i++) steps[i] = bytes.readInt32LE(i * INT32);
  return steps;
}

/** A column of values: float64, little-endian; NaN and the infinities are values too. */
export function encodeValues(values: ArrayLike<number>): Buffer {
  const bytes = Buffer.allocUnsafe(values.length * FLOAT64);
  for (let i = 0; i < values.length; i++) bytes.writeDoubleLE(values[i]!, i * FLOAT64);
  return bytes;
}

/** The other way round. @throws {InputError} for a column that was cut. */
export function decodeValues(bytes: Buffer): Float64Array {
  const values = new Float64Array(lengthOf(bytes, FLOAT64));
  for (let i = 0; i < values.length; i++) values[i] = bytes.readDoubleLE(i * FLOAT64);
  return values;
}

function lengthOf(bytes: Buffer, width: number): number {
  if (bytes.length % width === 0) return bytes.length / width;
  throw new InputError({
    what: 'a stored column of metrics is damaged',
    value: `${bytes.length} bytes`,
    expected: `a multiple of ${width}`,
  });
}
