import { InputError } from '@tombola/shared';
import type { PrunableLayer } from './prunable-layer';

/** Densities as they are given, by layer. @throws {InputError} when a layer has none. */
export function givenDensities(
  layers: readonly PrunableLayer[],
  densities: Readonly<Record<string, number>>,
): number[] {
  return layers.map(({ name }) => {
    if (Object.hasOwn(densities, name)) return densities[name]!;
    throw new InputError({
      what: `there is no density for ${name}`,
      expected: 'one for every layer that is not fixed',
    });
  });
}
