import { floats } from '../numbers/floats';
import type { Numbers } from '../numbers/numbers';
import { rational, type Rational } from '../numbers/rational';
import { rationals } from '../numbers/rationals';

/**
 * What a test that runs in fractions and in floats computes with. It writes numbers, or texts such as `5/2`; `from` makes those of
 * the mode, and `to` floats of them again. In between they are opaque: their type says number, whatever they are.
 */
export interface Mode {
  readonly exact: boolean;
  readonly numbers: Numbers<number>;
  readonly from: <V>(value: V) => Opaque<V>;
  readonly to: <V>(value: V) => V;
}

type Opaque<V> = V extends number | string
  ? number
  : V extends Uint8Array
    ? V
    : V extends object
      ? { [K in keyof V]: Opaque<V[K]> }
      : V;

const fractions: Mode = {
  exact: true,
  numbers: rationals as unknown as Numbers<number>,
  from: (value) => convert(value, (leaf) => (isWritten(leaf) ? rational(leaf) : leaf)) as never,
  to: (value) => convert(value, (leaf) => (isRational(leaf) ? rationals.toNumber(leaf) : leaf)) as never,
};

const plain: Mode = {
  exact: false,
  numbers: floats,
  from: (value) =>
    convert(value, (leaf) => (typeof leaf === 'string' ? rationals.toNumber(rational(leaf)) : leaf)) as never,
  to: (value) => value,
};

/** Both modes, for `describe.each`. */
export const modes: [name: string, mode: Mode][] = [
  ['fractions', fractions],
  ['floats', plain],
];

/** Changes the leaves of arrays and records. */
function convert(value: unknown, change: (leaf: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => convert(each, change));
  if (typeof value !== 'object' || value === null || isRational(value) || ArrayBuffer.isView(value))
    return change(value);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, convert(each, change)]));
}

function isWritten(value: unknown): value is number | string {
  return typeof value === 'number' || typeof value === 'string';
}

function isRational(value: unknown): value is Rational {
  return typeof value === 'object' && value !== null && 'numerator' in value;
}
