import { describeSpec, type Tensor } from '../tensor';

/**
 * Asserts that two tensors agree: the same dtype and shape, whole numbers exactly, floats within `tolerance` times the
 * largest finite magnitude that is expected. NaN agrees with NaN only, an infinity with itself only.
 */
export function expectClose(name: string, actual: Tensor | undefined, expected: Tensor, tolerance = 1e-5): void {
  if (actual === undefined) throw new Error(`${name}: no result`);
  const [got, wanted] = [describeSpec(actual), describeSpec(expected)];
  if (got !== wanted) throw new Error(`${name}: got ${got}, expected ${wanted}`);
  const [values, wishes] = [Array.from(actual.data), Array.from(expected.data)];
  const magnitude = wishes.reduce((most, x) => (isFinite(x) ? Math.max(most, Math.abs(x)) : most), 0);
  const allowed = expected.dtype === 'float32' ? tolerance * magnitude : 0;
  wishes.forEach((wish, i) => {
    const value = values[i]!;
    const agree = Object.is(value, wish) || value === wish || Math.abs(value - wish) <= allowed;
    if (agree) return;
    throw new Error(
      `${name}[${i}]: got ${value}, expected ${wish} (allowed ${allowed})\n` +
        `got      ${values.slice(0, 24).join(' ')}\nexpected ${wishes.slice(0, 24).join(' ')}`,
    );
  });
}
