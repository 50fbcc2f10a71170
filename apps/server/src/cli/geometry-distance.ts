import type { DecisionDistances } from '@tombola/geometry';
import { Command } from 'commander';
import { columns } from './columns';
import type { Context } from './context';
import {
  classesOption,
  modeOption,
  planeOption,
  polygonIn,
  weightsForm,
  type PolygonOptions,
} from './geometry-weights';
import type { Output } from './output';
import type { Shell } from './shell';

/** `tombola geometry distance`: how far the decision polygons of two networks are apart. */
export function geometryDistanceCommand(shell: Shell): Command {
  return new Command('distance')
    .description('how far the decision polygons of two networks with one hidden layer are apart')
    .argument('<first>', weightsForm)
    .argument('<second>', 'the same')
    .addOption(modeOption())
    .addOption(classesOption())
    .addOption(planeOption())
    .action(shell.action(distance));
}

async function distance(_: Context, options: PolygonOptions, first: string, second: string): Promise<Output> {
  const { decisionDistances } = await import('@tombola/geometry');
  const distances = decisionDistances(await polygonIn(first, options), await polygonIn(second, options));
  return { value: { mode: options.mode, ...distances }, text: () => table(distances) };
}

function table({ hausdorff, normalised, orientation, symmetricDifference, rays }: DecisionDistances): string {
  const degrees = (radians: number) => `${((radians * 180) / Math.PI).toFixed(2)}°`;
  const short = (value: number | undefined) =>
    value === undefined ? 'not defined: one is flat' : value.toPrecision(6);
  const rows = [
    ['Hausdorff', short(hausdorff.distance)],
    ['Hausdorff, perimeters of 1, centroids together', short(normalised.perimeter)],
    ['Hausdorff, areas of 1, centroids together', short(normalised.area)],
    ['orientation: normal measures, Wasserstein', degrees(orientation.wasserstein)],
    ['orientation: normal measures, total variation', short(orientation.variation)],
    ['area of the symmetric difference', short(symmetricDifference.area)],
    ['the same, areas of 1, centroids together', short(symmetricDifference.normalised)],
    ['rays of the boundary, mean angle', degrees(rays.mean)],
    ['rays without a partner', String(rays.unmatched)],
  ];
  return columns(['distance', 'value'], rows);
}
