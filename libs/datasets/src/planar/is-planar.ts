import type { DatasetChoice, PlanarChoice, PointsChoice } from '../types';
import { distributions } from './distributions';

/** Whether examples are points of a plane. */
export function isPlanar(choice: Pick<DatasetChoice, 'name'>): choice is PlanarChoice | PointsChoice {
  return choice.name === 'points' || Object.hasOwn(distributions, choice.name);
}
