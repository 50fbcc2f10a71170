import { constantOf, node, producer, rewriteGraph, type Graph, type Node, type Value } from '../graph';
import { countUsers } from '../users';

/**
 * Clip in the place of a minimum of a maximum with two scalars, and HardSigmoid, max(0, min(1, a x + b)), in the place of a
 * product, a sum and a Clip: one pass over the elements where there were two or three. Bits stay what they were, NaN too; only a
 * zero at a bound of 0 may have the other sign.
 */
export function fuseClip(graph: Graph): Graph {
  const users = countUsers(graph);
  const usedOnce = (value: Value) => users.get(value) === 1;
  return rewriteGraph(graph, (node, before) => {
    // Users were counted before the pass, so operands are looked up as they were then.
    if (node.op === 'Min') return [clipOf(node, before, usedOnce)];
    if (node.op === 'Clip') return [hardSigmoidOf(node, before, usedOnce)];
    return node.outputs;
  });
}

type Used = (value: Value) => boolean;

/** onnxruntime's Clip is just this, also where the bounds are the wrong way round. */
function clipOf(min: Node, before: Node, usedOnce: Used): Value {
  const output = min.outputs[0]!;
  const inner = splitScalar(min, (value) => producer(value, 'Max') !== undefined);
  if (inner === undefined || !usedOnce(before.inputs[inner.at]!)) return output;
  const outer = splitScalar(producer(inner.other, 'Max')!, () => true);
  if (outer === undefined || output.dtype !== 'float32') return output;
  return node('Clip', [outer.other, outer.scalar, inner.scalar], output);
}

function hardSigmoidOf(clip: Node, before: Node, usedOnce: Used): Value {
  const output = clip.outputs[0]!;
  const [x, low, high] = clip.inputs;
  if (numberOf(low) !== 0 || numberOf(high) !== 1 || output.dtype !== 'float32') return output;
  const [sum, sumBefore] = [producer(x, 'Add'), producer(before.inputs[0], 'Add')];
  if (sum === undefined || sumBefore === undefined || !usedOnce(before.inputs[0]!)) return output;
  const added = splitScalar(sum, (value) => producer(value, 'Mul') !== undefined);
  const beta = numberOf(added?.scalar);
  if (added === undefined || beta === undefined || !usedOnce(sumBefore.inputs[added.at]!)) return output;
  const times = splitScalar(producer(added.other, 'Mul')!, () => true);
  const alpha = numberOf(times?.scalar);
  if (times === undefined || alpha === undefined) return output;
  return node('HardSigmoid', [times.other], output, { alpha: { float: alpha }, beta: { float: beta } });
}

/** The operands of a node of a scalar and something else of the result's shape; `at` is the place of that. */
function splitScalar({ inputs, outputs }: Node, fits: (other: Value) => boolean) {
  for (const at of [0, 1]) {
    const [other, scalar] = [inputs[at], inputs[1 - at]];
    if (inputs.length !== 2 || other === undefined || scalar?.shape.length !== 0) continue;
    if (other.shape.length === outputs[0]!.shape.length && fits(other)) return { at, other, scalar };
  }
  return undefined;
}

function numberOf(value: Value | undefined): number | undefined {
  const data = constantOf(value);
  return data?.length === 1 ? Number(data[0]) : undefined;
}
