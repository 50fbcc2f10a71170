import type { Layer, Parameter, Statistic } from './network';
import { elementsOf, type BatchNormNode, type ConvNode, type DenseNode, type Node } from './node';

/** A node with parameters, as a layer; undefined for a node without. */
export function layerOf(node: Node, output: boolean): Layer | undefined {
  switch (node.op) {
    case 'conv':
      return conv(node, output);
    case 'dense':
      return dense(node, output);
    case 'batch-norm':
      return batchNorm(node);
    default:
      return undefined;
  }
}

function conv({ name, inputShapes, outputShape, channels, kernel, groups, bias }: ConvNode, output: boolean): Layer {
  const positions = kernel[0] * kernel[1];
  const channelsIn = inputShapes[0]![0];
  const fanIn = (channelsIn / groups) * positions;
  const fanOut = (channels / groups) * positions;
  const weights = [channels, channelsIn / groups, ...kernel];
  const macs = elementsOf(outputShape) * fanIn;
  return {
    name,
    kind: 'conv',
    output,
    macs,
    statistics: [],
    parameters: withBias(name, weights, fanIn, fanOut, channels, bias),
  };
}

function dense({ name, inputShapes, units, bias }: DenseNode, output: boolean): Layer {
  const inputs = inputShapes[0]![0];
  const parameters = withBias(name, [inputs, units], inputs, units, units, bias);
  return { name, kind: 'dense', output, macs: inputs * units, statistics: [], parameters };
}

function withBias(
  layer: string,
  shape: readonly number[],
  fanIn: number,
  fanOut: number,
  units: number,
  bias: boolean,
): Parameter[] {
  const weights: Parameter = { name: `${layer}/weights`, shape, role: 'weights', prunable: true, fanIn, fanOut };
  if (!bias) return [weights];
  return [weights, { name: `${layer}/bias`, shape: [units], role: 'bias', prunable: false, fanIn, fanOut }];
}

function batchNorm({ name, outputShape: [channels] }: BatchNormNode): Layer {
  const parameter = (role: 'scale' | 'shift'): Parameter => ({
    name: `${name}/${role}`,
    shape: [channels],
    role,
    prunable: false,
    fanIn: 1,
    fanOut: 1,
  });
  const statistic = (role: Statistic['role']): Statistic => ({ name: `${name}/${role}`, shape: [channels], role });
  return {
    name,
    kind: 'batch-norm',
    output: false,
    macs: 0,
    parameters: [parameter('scale'), parameter('shift')],
    statistics: [statistic('mean'), statistic('variance')],
  };
}
