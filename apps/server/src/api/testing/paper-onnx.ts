import { datasetFacts } from '@tombola/datasets';
import { exportOnnx } from '@tombola/deploy';
import { buildNetwork, initialise, unitPixels } from '@tombola/nn';
import { readRecipe } from '@tombola/shared';

/** An ONNX file of the network of a recipe, with the weights that it starts from. */
export function paperOnnx(recipe: unknown): Uint8Array {
  const { network: given, dataset } = readRecipe(recipe);
  const network = buildNetwork(given, datasetFacts(dataset));
  const parameters = initialise(network, 'glorot-normal', 0);
  const provenance = { dataset: dataset.name, licence: 'MIT', metrics: '{}', recipe_json: '{}' };
  return exportOnnx({ network, parameters, pixels: unitPixels, provenance });
}
