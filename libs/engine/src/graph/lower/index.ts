import { rewriteGraph, type Graph, type Node, type Value } from '../graph';
import { mergeEqual } from '../cleanup/merge-equal';
import { lowerConv } from './conv';
import { lowerFilterGradient } from './filter-gradient';
import { lowerInputGradient } from './input-gradient';

/** What runs a graph, as far as it matters to how convolutions are written. */
export interface Target {
  /** Channels of a block of onnxruntime's blocked convolutions; 1 where there are none. */
  readonly block: number;
}

/** Every runtime of ONNX. */
export const PORTABLE: Target = { block: 1 };

/** The graph with operations that the target knows, and convolutions as it runs them fastest. */
export function lower(graph: Graph, { block }: Target): Graph {
  const lowered = rewriteGraph(graph, (original) => {
    const simpler = lowerNode(original, block);
    return simpler === undefined ? original.outputs : [simpler];
  });
  return lowered === graph ? graph : mergeEqual(removeReorderings(lowered));
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

/** What is brought out of blocks only to be brought into them again stays there. */
function removeReorderings(graph: Graph): Graph {
  return rewriteGraph(graph, (original) => {
    const source = original.op === 'ReorderInput' ? original.inputs[0]!.source : undefined;
    const isPair = source?.kind === 'node' && source.op === 'ReorderOutput';
    return isPair ? [source.inputs[0]!] : original.outputs;
  });
}
