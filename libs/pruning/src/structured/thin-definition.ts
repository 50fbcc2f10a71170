import type { NetworkStructure, Node, Padding, Pair } from '@tombola/nn';
import { networkDefinitionSchema, parse, type NetworkDefinition, type NodeDefinitionInput } from '@tombola/shared';
import type { Folded } from './fold';
import type { Kept } from './slice';

/**
 * The definition of a network with the channels that stay: the same nodes of the same names, with fewer channels, and a
 * bias where one has to take over a constant. `classes` stays what it was.
 */
export function thinDefinition(network: NetworkStructure, name: string, kept: Kept, folded: Folded): NetworkDefinition {
  const outputs = new Set(network.layers.filter(({ output }) => output).map((layer) => layer.name));
  const nodes = network.nodes.map((node, i): NodeDefinitionInput => {
    const before = network.nodes[i - 1]?.name ?? 'images';
    const reads = node.inputs.length > 1 || node.inputs[0] !== before;
    const count = kept.get(node.name)!.length;
    const channels = outputs.has(node.name) && count === network.classes ? 'classes' : count;
    return nodeDefinition(node, channels, { reads, newBias: folded.biases.has(node.name) });
  });
  return parse(networkDefinitionSchema, { name, nodes }, 'the thinned network');
}

/**
 * A node as people write it, with so many channels of its own.
 *
 * @param reads whether what it reads is said; a node that reads the one before need not
 */
export function nodeDefinition(
  node: Node,
  channels: number | 'classes',
  { reads = true, newBias = false }: { readonly reads?: boolean; readonly newBias?: boolean } = {},
): NodeDefinitionInput {
  const { name } = node;
  const inputs = [...node.inputs];
  const place = { name, ...(reads && { inputs }) };
  switch (node.op) {
    case 'conv':
      return {
        op: node.op,
        ...place,
        channels,
        kernel: shortPair(node.kernel),
        stride: shortPair(node.stride),
        padding: shortPadding(node.padding),
        groups: node.groups > 1 && node.groups === node.inputShapes[0]![0] ? 'depthwise' : node.groups,
        bias: node.bias || newBias,
      };
    case 'dense':
      return { op: node.op, ...place, units: channels, bias: node.bias || newBias };
    case 'batch-norm':
      return { op: node.op, ...place, epsilon: node.epsilon, momentum: node.momentum };
    case 'max-pool':
    case 'average-pool': {
      const [size, stride] = [shortPair(node.size), shortPair(node.stride)];
      return { op: node.op, ...place, size, stride, padding: shortPadding(node.padding) };
    }
    case 'dropout':
      return { op: node.op, ...place, rate: node.rate };
    case 'add':
    case 'concat':
      return { op: node.op, name, inputs };
    default:
      return { op: node.op, ...place };
  }
}

/** As people write them. */
function shortPair([height, width]: Pair): number | [number, number] {
  return height === width ? height : [height, width];
}

function shortPadding([top, ...others]: Padding): number | [number, number, number, number] {
  return others.every((side) => side === top) ? top : [top, ...others];
}
