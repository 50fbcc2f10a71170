import { constant, inputOf, node, replaceInputs, type Graph, type Value } from './graph';

/** The number of the step, which it counts itself: an input, and an output that is one more. */
export const INDEX = 'step index';

/**
 * The step with some inputs stacked, of which it takes the slice of its number. A transfer to the device costs about as
 * much as a hundred small ops, however little it carries, so numbers of steps should not travel one by one.
 */
export function gatherSlices(step: Graph, names: readonly string[]): Graph {
  const index: Value = { dtype: 'int32', shape: [], source: { kind: 'input', name: INDEX } };
  const stacks = names.map((name) => {
    const slice = inputOf(step, name);
    return { slice, stack: { ...slice, shape: ['steps', ...slice.shape] } };
  });
  const slices = stacks.map(({ slice, stack }) => [slice, node('Gather', [stack, index], slice, { axis: 0 })] as const);
  const { outputs } = replaceInputs(step, new Map(slices));
  const others = step.inputs.filter((value) => !stacks.some(({ slice }) => slice === value));
  const next = node('Add', [index, constant('int32', [], Int32Array.of(1))], index);
  return { inputs: [...others, ...stacks.map(({ stack }) => stack), index], outputs: [...outputs, [INDEX, next]] };
}
