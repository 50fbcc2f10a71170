import type { NetworkStructure, Parameters } from '@tombola/nn';
import { InputError, networkDefinitionSchema, parse, type NetworkDefinition } from '@tombola/shared';
import { residualBlocks } from './residual-blocks';
import { nodeDefinition } from './thin-definition';

/**
 * The network without the branches of residual blocks: a shortcut is then all that is left of its sum. The same function as
 * before where the branches made 0.
 *
 * @param sums the names of the nodes that add the branches
 * @throws {InputError} when one is no residual block.
 */
export function removeBlocks(
  network: NetworkStructure,
  state: Parameters,
  sums: readonly string[],
  name = `thin-${network.name}`.slice(0, 64),
): { readonly definition: NetworkDefinition; readonly state: Parameters } {
  const blocks = new Map(residualBlocks(network).map((block) => [block.sum, block]));
  const gone = new Set<string>();
  const instead = new Map<string, string>();
  for (const sum of sums) {
    const block = blocks.get(sum);
    if (block === undefined) {
      throw new InputError({
        what: 'there is no such residual block',
        value: sum,
        expected: [...blocks.keys()].join(', ') || 'a network with residual blocks',
      });
    }
    [sum, ...block.branch].forEach((node) => gone.add(node));
    instead.set(sum, block.shortcut);
  }
  const followed = (input: string): string => (instead.has(input) ? followed(instead.get(input)!) : input);
  const outputs = new Set(network.layers.filter(({ output }) => output).map((layer) => layer.name));
  const nodes = network.nodes
    .filter((node) => !gone.has(node.name))
    .map((node) => {
      const channels = outputs.has(node.name) ? 'classes' : node.outputShape[0];
      return { ...nodeDefinition(node, channels), inputs: node.inputs.map(followed) };
    });
  const definition = parse(networkDefinitionSchema, { name, nodes }, 'the network without blocks');
  const kept = Object.entries(state).filter(([parameter]) => !gone.has(parameter.slice(0, parameter.lastIndexOf('/'))));
  return { definition, state: Object.fromEntries(kept) };
}
