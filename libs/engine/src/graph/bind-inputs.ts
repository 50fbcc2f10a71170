import { InputError } from '@tombola/shared';
import { describeSpec, type Tensor } from '../tensor';
import { constant, replaceInputs, type Graph, type Value } from './graph';

/**
 * The graph with some of its inputs fixed: each becomes a constant of the input's name, which an ONNX file keeps as
 * the initializer's name. So a network traced with its parameters as inputs becomes a model that holds them.
 *
 * @param tensors by the dotted name of the input
 * @throws {InputError} when there is no such input, or a tensor has another dtype or shape than it.
 */
export function bindInputs(graph: Graph, tensors: Readonly<Record<string, Tensor>>): Graph {
  const inputs = new Map(graph.inputs.map((input) => [nameOf(input), input]));
  const bound = new Map<Value, Value>();
  for (const [name, tensor] of Object.entries(tensors)) {
    const input = inputs.get(name);
    if (input === undefined) {
      throw new InputError({ what: 'there is no such input', value: name, expected: [...inputs.keys()].join(', ') });
    }
    // A named extent takes any number.
    const fits =
      input.dtype === tensor.dtype &&
      input.shape.length === tensor.shape.length &&
      input.shape.every((extent, axis) => typeof extent === 'string' || extent === tensor.shape[axis]);
    if (!fits) {
      throw new InputError({
        what: `input ${name} cannot be fixed to this tensor`,
        value: describeSpec(tensor),
        expected: describeSpec(input),
      });
    }
    bound.set(input, constant(tensor.dtype, tensor.shape, tensor.data, name));
  }
  const { outputs } = replaceInputs(graph, bound);
  return { inputs: graph.inputs.filter((input) => !bound.has(input)), outputs };
}

function nameOf({ source }: Value): string {
  return source.kind === 'input' ? source.name : '';
}
