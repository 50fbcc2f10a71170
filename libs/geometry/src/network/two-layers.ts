import { InputError } from '@tombola/shared';
import { checkFinite, DIVERGED } from '../numbers/check-finite';
import type { Numbers } from '../numbers/numbers';
import { zeros, type Vector } from '../numbers/vector';

/** One dense layer: a row of weights for every output unit, and their biases, 0 when left out. */
export interface Layer<T = number> {
  readonly weights: readonly Vector<T>[];
  readonly bias?: Vector<T>;
}

/** f(x) = B max(A x + c, slope (A x + c)) + D x + d: one hidden layer, one output a class. */
export interface TwoLayers<T = number> {
  /** A and c. */
  readonly hidden: Layer<T>;
  /** B and d. */
  readonly output: Layer<T>;
  /** Of leaky ReLU, below 1; 0 is ReLU, and -1 the absolute value. */
  readonly slope?: T;
  /** D, [classes, inputs]: what outputs have of inputs directly, as with a skip connection. Zero when left out. */
  readonly direct?: readonly Vector<T>[];
}

/** Checked, and with nothing left out. */
export interface CheckedTwoLayers<T> {
  readonly inputs: number;
  readonly hidden: Required<Layer<T>>;
  readonly output: Required<Layer<T>>;
  readonly slope: T;
  readonly direct: readonly Vector<T>[];
}

/**
 * @throws {InputError} for numbers that are not finite, layers that do not fit, a slope of 1 or more, fewer than two classes or no
 * hidden units.
 */
export function checkTwoLayers<T>(numbers: Numbers<T>, network: TwoLayers<T>): CheckedTwoLayers<T> {
  const { slope = numbers.zero } = network;
  checkFinite(numbers, [slope], 'the slope of leaky ReLU');
  if (numbers.compare(slope, numbers.one) >= 0) {
    throw new InputError({
      what: 'a leaky ReLU with this slope is not convex',
      value: numbers.show(slope),
      expected: 'a slope below 1',
    });
  }
  const inputs = network.hidden.weights[0]?.length ?? 0;
  if (inputs === 0) throw new InputError({ what: 'the hidden layer has no weights', expected: 'one unit or more' });
  const hidden = checkLayer(numbers, network.hidden, inputs, 'the hidden layer');
  const output = checkLayer(numbers, network.output, hidden.weights.length, 'the output layer');
  if (output.weights.length < 2) {
    throw new InputError({
      what: 'there is no decision between classes',
      value: `${output.weights.length} outputs`,
      expected: 'an output for each of two classes or more',
      mend: 'Of one output f, write the classes f and 0: a second row of zeros.',
    });
  }
  const direct = network.direct ?? output.weights.map(() => zeros(numbers, inputs));
  checkLayer(numbers, { weights: direct, bias: output.bias }, inputs, 'the direct part');
  return { inputs, hidden, output, slope, direct };
}

/** A layer with its biases. `name` begins messages: "layer 1". */
export function checkLayer<T>(
  numbers: Numbers<T>,
  { weights, bias }: Layer<T>,
  inputs: number,
  name: string,
): Required<Layer<T>> {
  for (const row of weights) {
    if (row.length !== inputs) {
      throw new InputError({
        what: `a unit of ${name} has the wrong number of weights`,
        value: row.length,
        expected: `${inputs}, one an input`,
      });
    }
    checkFinite(numbers, row, `a weight of ${name}`, DIVERGED);
  }
  if (bias === undefined) return { weights, bias: zeros(numbers, weights.length) };
  if (bias.length !== weights.length) {
    throw new InputError({
      what: `${name} has the wrong number of biases`,
      value: bias.length,
      expected: `${weights.length}, one a unit`,
    });
  }
  checkFinite(numbers, bias, `a bias of ${name}`, DIVERGED);
  return { weights, bias };
}
