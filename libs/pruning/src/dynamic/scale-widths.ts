import { sizeOf } from '@tombola/engine';
import { IMAGES, prunableOf, structureOf, type NetworkStructure, type Node } from '@tombola/nn';
import { InputError, networkDefinitionSchema, parse, type NetworkDefinition } from '@tombola/shared';
import { removals } from '../removals';
import { nodeDefinition } from '../structured/thin-definition';

/** What widths are multiplied by, exactly: [numerator, denominator]. */
type Factor = readonly [number, number];

/**
 * The dense network of {@link scaleWidths} with no more weights than a sparsity leaves of a network: N - floor(S N + 1/2) of N.
 *
 * @throws {InputError} as it does.
 */
export function smallDefinition(network: NetworkStructure, sparsity: number): NetworkDefinition {
  const total = countWeights(network);
  return scaleWidths(network, total - removals(sparsity, total));
}

/**
 * The network with all its widths (channels of convolutions, units of dense layers, not the classes) times one factor, rounded to
 * the nearest whole number and at least 1: of those with no more weights than said the one with the most. It is the Small-Dense
 * baseline of Evci et al. (ICML 2020, section 4.1), which has as many parameters as the sparse network.
 *
 * Weights are counted as masks count them, without biases and batch norm. As all widths have one factor, the numbers do not meet:
 * LeNet-300-100 with at most 26,620 weights has 33 and 11 units, and 26,345.
 *
 * @param most weights of all layers together
 * @throws {InputError} when the network has grouped convolutions, when it cannot be scaled, or when widths of 1 are too many weights.
 */
export function scaleWidths(network: NetworkStructure, most: number): NetworkDefinition {
  const factors = factorsOf(network);
  const weightsAt = (i: number) => countWeights(structureOf(scaled(network, factors[i]!), network));
  if (weightsAt(0) > most) {
    throw new InputError({
      what: `${network.name} cannot be made so small a dense network`,
      value: `${most} weights`,
      expected: `at least ${weightsAt(0)}, those with one channel or unit a layer`,
      mend: 'Lower the sparsity.',
    });
  }
  // Weights grow with the factor: those at `fits` are few enough, those at `exceeds` too many.
  let [fits, exceeds] = [0, factors.length];
  while (exceeds - fits > 1) {
    const middle = (fits + exceeds) >> 1;
    if (weightsAt(middle) <= most) fits = middle;
    else exceeds = middle;
  }
  return scaled(network, factors[fits]!);
}

/** The factors at which a width grows by one, and before them the one at which all are 1; ascending, none twice. */
function factorsOf(network: NetworkStructure): Factor[] {
  const outputs = outputsOf(network);
  const widths = new Set<number>();
  for (const node of network.nodes) if (isScaled(node, outputs)) widths.add(widthOf(node));
  const factors = [...widths].flatMap((width) =>
    Array.from({ length: width - 1 }, (_, i) => [2 * (i + 2) - 1, 2 * width] as const),
  );
  factors.sort(([a, b], [c, d]) => a * d - c * b);
  const distinct = factors.filter(([a, b], i) => i === 0 || a * factors[i - 1]![1] !== b * factors[i - 1]![0]);
  return [[0, 1], ...distinct];
}

/** The network's definition with its widths times the factor, rounded to the nearest, halves up. */
function scaled(network: NetworkStructure, [numerator, denominator]: Factor): NetworkDefinition {
  const outputs = outputsOf(network);
  const times = (width: number) => Math.max(1, Math.floor((2 * numerator * width + denominator) / (2 * denominator)));
  const channels = new Map<string, number>([[IMAGES, network.inputShape[0]]]);
  const nodes = network.nodes.map((node, i) => {
    const read = node.inputs.map((input) => channels.get(input)!);
    const own = isScaled(node, outputs) ? times(widthOf(node)) : channelsOf(node, read);
    channels.set(node.name, own);
    const reads = node.inputs.length > 1 || node.inputs[0] !== (network.nodes[i - 1]?.name ?? IMAGES);
    const isClasses = outputs.has(node.name) && own === network.classes;
    return nodeDefinition(node, isClasses ? 'classes' : own, { reads });
  });
  const name = `${network.name}-small`.slice(-64);
  return parse(networkDefinitionSchema, { name, nodes }, 'the scaled network');
}

/** Channels of what a node makes whose width is not its own to choose, given those of what it reads. */
function channelsOf(node: Node, read: readonly number[]): number {
  switch (node.op) {
    case 'conv':
      return isDepthwise(node) ? read[0]! * (node.channels / node.groups) : node.channels;
    case 'dense':
      return node.units;
    case 'concat':
      return read.reduce((sum, count) => sum + count, 0);
    default:
      return read[0]!;
  }
}

/** Whether a factor changes the node's width: that of a depthwise convolution follows what it reads, logits stay. */
function isScaled(node: Node, outputs: ReadonlySet<string>): boolean {
  if (node.op !== 'conv' && node.op !== 'dense') return false;
  if (node.op === 'conv' && node.groups > 1 && !isDepthwise(node)) {
    throw new InputError({
      what: `${node.name} is a grouped convolution, whose channels cannot be scaled one by one`,
      value: `${node.groups} groups`,
      expected: 'convolutions without groups, or depthwise',
    });
  }
  return !isDepthwise(node) && !outputs.has(node.name);
}

function isDepthwise(node: Node): boolean {
  return node.op === 'conv' && node.groups > 1 && node.groups === node.inputShapes[0]![0];
}

function widthOf(node: Node): number {
  return node.outputShape[0];
}

function outputsOf({ layers }: NetworkStructure): Set<string> {
  return new Set(layers.filter(({ output }) => output).map(({ name }) => name));
}

function countWeights(network: NetworkStructure): number {
  return prunableOf(network).reduce((sum, { shape }) => sum + sizeOf(shape), 0);
}
