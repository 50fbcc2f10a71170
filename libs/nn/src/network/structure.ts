import {
  InputError,
  networkDefinitionSchema,
  parse,
  type NetworkDefinitionInput,
  type NetworkName,
  type Recipe,
} from '@tombola/shared';
import { families } from './families/families';
import { mlpDefinition } from './families/mlp';
import { layerOf } from './layer';
import { logitLayers } from './logits';
import type { NetworkStructure } from './network';
import { IMAGES, type Node, type Shape } from './node';
import { needTensor } from './readable';
import { resolve } from './resolve';
import { wire } from './wire';

/** What a network needs to know of its data. */
export interface DataShape {
  /** Channels, height, width. */
  readonly inputShape: readonly [number, number, number];
  readonly classes: number;
}

/** What a recipe says of its network; a name alone will do for those of the literature. */
export type NetworkChoice =
  | Recipe['network']
  | { readonly name: NetworkName }
  | { readonly name: 'mlp'; readonly hidden: readonly number[]; readonly bias?: boolean };

/** The structure of the network that a recipe names, for data of the given shape. Loads nothing that could run it. */
export function networkStructure(recipe: NetworkChoice, data: DataShape): NetworkStructure {
  return structureOf(definitionOf(recipe, data), data);
}

/** The network that a recipe names, node by node. @throws {InputError} when there is no such network. */
export function definitionOf(recipe: NetworkChoice, data: DataShape): NetworkDefinitionInput {
  if (recipe.name === 'custom') return recipe.definition;
  if (recipe.name === 'mlp') return mlpDefinition(recipe.hidden, recipe.bias);
  if (Object.hasOwn(families, recipe.name)) return families[recipe.name](data);
  throw new InputError({
    what: 'there is no such network',
    value: recipe,
    expected: `${Object.keys(families).join(', ')}, mlp or custom`,
  });
}

/**
 * The structure of a network that is defined node by node, for data of the given shape.
 *
 * @throws {InputError} when the definition is wrong, or makes no logits of these data.
 */
export function structureOf(definition: NetworkDefinitionInput, data: DataShape): NetworkStructure {
  const { inputShape, classes } = data;
  const checked = parse(networkDefinitionSchema, definition, 'the network');
  const nodes: Node[] = [];
  const shapes = new Map<string, Shape>([[IMAGES, inputShape]]);
  for (const node of wire(checked)) {
    const resolved = resolve(
      node,
      node.inputs.map((input) => shapes.get(input)!),
      classes,
    );
    shapes.set(resolved.name, resolved.outputShape);
    nodes.push(resolved);
  }
  needLogits(nodes, classes);
  const outputs = logitLayers(nodes);
  const layers = nodes.flatMap((node) => layerOf(node, outputs.has(node.name)) ?? []);
  for (const { name, shape } of layers.flatMap(({ parameters }) => parameters)) needTensor(name, shape);
  return { name: checked.name, inputShape, classes, nodes, layers };
}

function needLogits(nodes: readonly Node[], classes: number): void {
  const { name, op, outputShape } = nodes.at(-1)!;
  if (outputShape.length === 1 && outputShape[0] === classes) return;
  throw new InputError({
    what: `the last node, ${name} (${op}), does not make the logits`,
    value: `[${outputShape.join(', ')}]`,
    expected: `[${classes}], one number a class`,
    mend: 'End with {"op": "dense", "units": "classes"}, after a flatten or a global-average-pool.',
  });
}
