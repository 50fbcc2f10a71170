import { InputError } from '@tombola/shared';
import { weightCount, type PrunableLayer } from './prunable-layer';
import { scaleToBudget } from './scale';

export interface SmartRatioOptions {
  /** Of all given layers together, the output layer included, from 0 to less than 1. */
  readonly sparsity: number;
  /** Density of the output layer; 0.3 when left out. */
  readonly outputDensity?: number;
}

/**
 * Smart ratio: layer l of L keeps a share in proportion to (L - l + 1)^2 + (L - l + 1), the output layer a fixed 0.3 (Su et
 * al., NeurIPS 2020, section 4.2). The shares are scaled so that (1 - S) of all weights stay; what would be
 * above 1 becomes dense and the others are scaled again.
 *
 * The authors' code differs from the paper and from this: of VGG it divides the share of layer l by l^2 once more, it keeps
 * 0.3 of every dense layer and not of the last one only, and what a layer has above 1 goes to the layers after it in turn.
 *
 * @throws {InputError} when the output layer alone keeps more than (1 - S) allows, or the others cannot make up for it.
 */
export function smartRatioDensities(
  layers: readonly PrunableLayer[],
  { sparsity, outputDensity = 0.3 }: SmartRatioOptions,
): number[] {
  const sizes = layers.map(weightCount);
  const sizeOfAll = (chosen: readonly number[]) => chosen.reduce((sum, layer) => sum + sizes[layer]!, 0);
  const everyLayer = [...layers.keys()];
  const inner = everyLayer.filter((layer) => !layers[layer]!.output);
  const outputKept = outputDensity * (sizeOfAll(everyLayer) - sizeOfAll(inner));
  const budget = (1 - sparsity) * sizeOfAll(everyLayer) - outputKept;
  if (budget < -0.5 || budget > sizeOfAll(inner) + 0.5) {
    throw new InputError({
      what: `smart ratio keeps ${outputDensity} of the output layer, which leaves no way to reach this sparsity`,
      value: sparsity,
      expected: `${1 - (outputKept + sizeOfAll(inner)) / sizeOfAll(everyLayer)} to ${1 - outputKept / sizeOfAll(everyLayer)}`,
      mend: 'Choose another density of the output layer.',
    });
  }
  const rank = (layer: number) => layers.length - layer;
  const scaled = scaleToBudget(
    inner.map((layer) => rank(layer) ** 2 + rank(layer)),
    inner.map((layer) => sizes[layer]!),
    Math.max(0, budget),
  );
  const densities = layers.map(() => outputDensity);
  inner.forEach((layer, i) => (densities[layer] = scaled[i]!));
  return densities;
}
