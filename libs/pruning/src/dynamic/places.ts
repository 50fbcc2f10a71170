/** Where a mask has the bit: ascending indices. */
export function placesOf(mask: Float32Array, bit: 0 | 1): Uint32Array {
  const places = new Uint32Array(mask.length);
  let found = 0;
  for (let i = 0; i < mask.length; i++) if (mask[i] === bit) places[found++] = i;
  return places.subarray(0, found);
}

/** How many weights a mask of zeros and ones keeps. */
export function countKept(mask: Float32Array): number {
  let kept = 0;
  for (let i = 0; i < mask.length; i++) if (mask[i] === 1) kept += 1;
  return kept;
}

/** The magnitudes of the values at the places. */
export function magnitudesAt(places: Uint32Array, values: Float32Array): Float32Array {
  const magnitudes = new Float32Array(places.length);
  for (let i = 0; i < places.length; i++) magnitudes[i] = Math.abs(values[places[i]!]!);
  return magnitudes;
}

/** The magnitudes of all values. */
export function magnitudesOf(values: Float32Array): Float32Array {
  const magnitudes = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) magnitudes[i] = Math.abs(values[i]!);
  return magnitudes;
}
