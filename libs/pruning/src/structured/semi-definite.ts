/** A symmetric matrix without negative eigenvalues, by rows: float64 [size, size]. */
export interface Products {
  readonly size: number;
  readonly data: Float64Array;
}

/**
 * XᵀX of samples by rows, float32 [samples, size], summed in float64.
 *
 * @param sum of samples before, to which these are added
 */
export function productsOf(
  samples: Float32Array,
  size: number,
  sum: Products = { size, data: new Float64Array(size * size) },
): Products {
  const { data } = sum;
  for (let start = 0; start < samples.length; start += size) {
    for (let i = 0; i < size; i++) {
      const left = samples[start + i]!;
      if (left === 0) continue;
      for (let j = 0; j <= i; j++) data[i * size + j]! += left * samples[start + j]!;
    }
  }
  for (let i = 0; i < size; i++) for (let j = i + 1; j < size; j++) data[i * size + j] = data[j * size + i]!;
  return sum;
}

/** The rows and columns of the given numbers, ascending. */
export function restricted({ size, data }: Products, kept: ArrayLike<number>): Products {
  const part = new Float64Array(kept.length * kept.length);
  for (let i = 0; i < kept.length; i++) {
    for (let j = 0; j < kept.length; j++) part[i * kept.length + j] = data[kept[i]! * size + kept[j]!]!;
  }
  return { size: kept.length, data: part };
}

/** Below this share of the greatest diagonal element, what is left of a row follows from those before it. */
const DEPENDENT = 1e-10;

/**
 * Solves A x = b for many right sides, by Cholesky's decomposition. Where A is singular, unknowns that earlier ones make
 * superfluous are 0: for normal equations that is a solution of least squares still.
 *
 * @param rights float64 [size, count], by rows
 * @returns float64 [size, count]
 */
export function solve({ size, data }: Products, rights: Float64Array, count: number): Float64Array {
  const lower = decompose(size, data);
  const solution = rights.slice();
  const subtract = (from: number, factor: number, other: number) => {
    for (let k = 0; k < count; k++) solution[from * count + k]! -= factor * solution[other * count + k]!;
  };
  const divide = (row: number) => {
    const pivot = lower[row * size + row]!;
    for (let k = 0; k < count; k++) solution[row * count + k] = pivot === 0 ? 0 : solution[row * count + k]! / pivot;
  };
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) subtract(i, lower[i * size + j]!, j);
    divide(i);
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let j = i + 1; j < size; j++) subtract(i, lower[j * size + i]!, j);
    divide(i);
  }
  return solution;
}

/** L of A = L Lᵀ; a dependent row has a column of zeros. */
function decompose(size: number, data: Float64Array): Float64Array {
  let greatest = 0;
  for (let i = 0; i < size; i++) greatest = Math.max(greatest, data[i * size + i]!);
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = data[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= lower[i * size + k]! * lower[j * size + k]!;
      if (i === j) lower[i * size + i] = sum > DEPENDENT * greatest ? Math.sqrt(sum) : 0;
      else lower[i * size + j] = lower[j * size + j] === 0 ? 0 : sum / lower[j * size + j]!;
    }
  }
  return lower;
}
