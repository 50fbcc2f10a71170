import { chamberChecks } from './chambers.mjs';
import { curveChecks } from './curves.mjs';
import { decisionChecks } from './decisions.mjs';
import { hullChecks } from './hulls.mjs';
import { mixedVolumeChecks } from './mixed-volumes.mjs';
import { subdivisionChecks } from './subdivisions.mjs';
import { sumChecks } from './sums.mjs';
import { zonotopeChecks } from './zonotopes.mjs';

/**
 * All checks. Each has the topic that it counts for, the program that it asks and how, what reads the answer, and what computes ours
 * in each of `modes`: two texts that have to be equal.
 */
export function checks(geometry) {
  return [
    ...zonotopeChecks(geometry),
    ...hullChecks(geometry),
    ...sumChecks(geometry),
    ...mixedVolumeChecks(geometry),
    ...subdivisionChecks(geometry),
    ...curveChecks(geometry),
    ...chamberChecks(geometry),
    ...decisionChecks(geometry),
  ];
}
