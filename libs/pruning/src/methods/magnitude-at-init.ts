import { magnitude } from '../criteria/magnitude';
import { pruneAtInit } from './at-init';
import type { Method } from './method';

/** Magnitude pruning before training: the smallest initial weights, a baseline of Frankle et al. (ICLR 2021). */
export const magnitudeAtInit: Method<'magnitude-at-init'> = {
  async plan(context) {
    const parameters = context.initial();
    return { ...(await pruneAtInit(context, (masks) => magnitude(parameters, Object.keys(masks)))), parameters };
  },
};
