import { InputError } from '@tombola/shared';
import type { PiecewiseLinearNetwork } from '../network';
import { placeInputs } from '../plane';
import { applyStates } from '../program/apply-states';
import { channelsLastOrder } from '../program/order';
import { buildProgram } from '../program/program';
import { resolveNetwork, type Shape } from '../resolve';
import type { Slice } from './complex';

/**
 * The affine maps of the cells of a slice, computed from their patterns when they are asked for: [outputs, 3] with rows [a, b, c],
 * output = a x + b y + c in the coordinates of the plane.
 *
 * @param network the one that was sliced
 * @throws {InputError} when the slice has no patterns, and for a cell that it has not.
 */
export function affineMaps(network: PiecewiseLinearNetwork, slice: Slice): (cell: number) => Float64Array {
  const { patterns, plane } = slice;
  if (patterns === undefined) {
    throw new InputError({
      what: 'a slice was made without patterns',
      expected: 'patterns, which its affine maps are computed from',
    });
  }
  const inputShape = network.inputShape as unknown as Shape;
  const program = buildProgram(resolveNetwork(network), inputShape);
  placeInputs(program.input, plane, [0, 0], channelsLastOrder(inputShape));
  return (cell) => {
    const states = patterns.of(cell);
    for (const [i, stage] of program.stages.entries()) {
      for (const step of stage.steps) step.update();
      stage.order.forEach((from, unit) => (stage.states[unit] = states[i]![from]!));
      applyStates(stage);
    }
    for (const step of program.steps) step.update();
    return program.outputs.values.slice();
  };
}
