/** A copy with room for twice as many. */
export function grownInts(values: Int32Array): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(2 * values.length);
  grown.set(values);
  return grown;
}

/** A copy with room for twice as many. */
export function grownFloats(values: Float64Array): Float64Array<ArrayBuffer> {
  const grown = new Float64Array(2 * values.length);
  grown.set(values);
  return grown;
}

/** A copy with room for twice as many. */
export function grownBytes(values: Uint8Array): Uint8Array<ArrayBuffer> {
  const grown = new Uint8Array(2 * values.length);
  grown.set(values);
  return grown;
}
