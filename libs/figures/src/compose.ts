import type { DotsSpec, FigureSpec } from '@tombola/shared';
import { composeDots } from './dots/compose';
import { composeFigure, type ComposeOptions, type Composition } from './figure/compose';
import type { Observation } from './observation';

/** Lays a figure of any kind out. @throws {InputError} as {@link composeFigure} and {@link composeDots}. */
export function compose(
  spec: FigureSpec | DotsSpec,
  observations: readonly Observation[],
  options: ComposeOptions,
): Composition {
  return spec.kind === 'dots' ? composeDots(spec, observations, options) : composeFigure(spec, observations, options);
}
