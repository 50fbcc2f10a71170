import { mergeEqual } from '../cleanup/merge-equal';
import { nodeWithOutputs, rewriteGraph, sortedNodes, type Graph, type Node, type Value } from '../graph';
import { lowerConv } from './conv';
import { lowerFilterGradient } from './filter-gradient';
import { lowerInputGradient } from './input-gradient';
import { stayBlocked } from './stay-blocked';

/** What runs a graph, as far as it matters to how convolutions are written. */
export interface Target {
  /** Channels of a block of onnxruntime's blocked convolutions; 1 where there are none. */
  readonly block: number;
}

/** Every runtime of ONNX. */
export const PORTABLE: Target = { block: 1 };

/** The graph with operations that the target knows, and convolutions as it runs them fastest. */
export function lower(graph: Graph, target: Target): Graph {
  const lowered = rewriteGraph(graph, (original) => {
    const value = lowerNode(original, target.block);
    return value === undefined ? original.outputs : [value];
  });
  return mergeEqual(shareMaxPools(target.block > 1 ? stayBlocked(lowered, target.block) : lowered));
}

function lowerNode(original: Node, block: number): Value | undefined {
  if (original.domain === '' && original.op === 'Conv') return lowerConv(original, block);
  if (original.domain !== 'tombola') return undefined;
  switch (original.op) {
    case 'ConvInputGradient':
      return lowerInputGradient(original, block);
    case 'ConvFilterGradient':
      return lowerFilterGradient(original, block);
    default:
      throw new TypeError(`no way is known to lower ${original.op}`);
  }
}

/** The greatest of windows, asked for twice and the second time with their places, are looked for once. */
function shareMaxPools(graph: Graph): Graph {
  const withPlaces = new Map<Value, Node>();
  for (const each of sortedNodes(graph)) {
    if (each.op === 'MaxPool' && each.outputs.length === 2) withPlaces.set(each.inputs[0]!, each);
  }
  if (withPlaces.size === 0) return graph;
  return rewriteGraph(graph, (current, before) => {
    const other = withPlaces.get(before.inputs[0]!);
    if (current.op !== 'MaxPool' || current.outputs.length === 2 || other === undefined) return current.outputs;
    const same = JSON.stringify(other.attributes) === JSON.stringify(current.attributes);
    if (!same) return current.outputs;
    const places = { dtype: 'int64', shape: current.outputs[0]!.shape } as const;
    return nodeWithOutputs('MaxPool', current.inputs, [current.outputs[0]!, places], current.attributes).slice(0, 1);
  });
}
