import { InputError } from '@tombola/shared';

/** One series of one level: its points in the order of their steps, each step once. */
export interface Curve {
  readonly steps: Int32Array;
  /** As many as there are steps; NaN and the infinities are values too. */
  readonly values: Float64Array;
}

/** @throws {InputError} when steps do not ascend or there is not one value a step. */
export function checkCurve({ steps, values }: Curve): void {
  if (steps.length !== values.length) {
    throw new InputError({
      what: 'a curve lacks values',
      value: values.length,
      expected: `${steps.length}, one a step`,
    });
  }
  for (let i = 1; i < steps.length; i++) {
    if (steps[i]! > steps[i - 1]!) continue;
    throw new InputError({
      what: `step ${i} of a curve`,
      value: steps[i],
      expected: `more than the step before it, ${steps[i - 1]}`,
    });
  }
}
