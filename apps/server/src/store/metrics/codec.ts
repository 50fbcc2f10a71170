/** Steps as int32, little-endian. */
export function encodeSteps(steps: ArrayLike<number>): Buffer {
  const bytes = Buffer.allocUnsafe(steps.length * 4);
  for (let i = 0; i < steps.length; i++) bytes.writeInt32LE(steps[i]!, i * 4);
  return bytes;
}

export function decodeSteps(bytes: Buffer): Int32Array {
  const steps = new Int32Array(bytes.length / 4);
  for (let i = 0; i < steps.length; i++) steps[i] = bytes.readInt32LE(i * 4);
  return steps;
}

/** Values as float64, little-endian, every bit of them. */
export function encodeValues(values: ArrayLike<number>): Buffer {
  const bytes = Buffer.allocUnsafe(values.length * 8);
  for (let i = 0; i < values.length; i++) bytes.writeDoubleLE(values[i]!, i * 8);
  return bytes;
}

export function decodeValues(bytes: Buffer): Float64Array {
  const values = new Float64Array(bytes.length / 8);
  for (let i = 0; i < values.length; i++) values[i] = bytes.readDoubleLE(i * 8);
  return values;
}
