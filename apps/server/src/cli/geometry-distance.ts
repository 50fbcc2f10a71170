import { basename } from 'node:path';
import type { DecisionDistances, DecisionPolygon, Theme } from '@tombola/geometry';
import { Command } from 'commander';
import { columns } from './columns';
import type { Context } from './context';
import {
  classesOption,
  modeOption,
  planeOption,
  polygonIn,
  themeOption,
  weightsForm,
  type PolygonOptions,
} from './geometry-weights';
import type { Output } from './output';
import type { Shell } from './shell';
import { writeTextFile } from './write-file';

interface DistanceOptions extends PolygonOptions {
  readonly svg?: string;
  readonly theme: Theme;
}

/** `tombola geometry distance`: how far the decision polygons of two networks are apart. */
export function geometryDistanceCommand(shell: Shell): Command {
  return new Command('distance')
    .description('how far the decision polygons of two networks with one hidden layer are apart')
    .argument('<first>', weightsForm)
    .argument('<second>', 'the same')
    .addOption(modeOption())
    .addOption(classesOption())
    .addOption(planeOption())
    .option('--svg <file>', 'draw both over each other, perimeters 1, and the points that are farthest apart')
    .addOption(themeOption())
    .action(shell.action(distance));
}

async function distance(_: Context, options: DistanceOptions, first: string, second: string): Promise<Output> {
  const { decisionDistances } = await import('@tombola/geometry');
  const polygons = [await polygonIn(first, options), await polygonIn(second, options)] as const;
  const distances = decisionDistances(...polygons);
  const names = [basename(first), basename(second)] as const;
  if (options.svg !== undefined) await writeTextFile(options.svg, await drawn(polygons, names, options.theme));
  return { value: { mode: options.mode, ...distances }, text: () => table(distances) };
}

async function drawn(
  [first, second]: readonly [DecisionPolygon, DecisionPolygon],
  names: readonly [string, string],
  theme: Theme,
): Promise<string> {
  const { drawPolygonDistance, svgDocument } = await import('@tombola/geometry');
  return svgDocument(drawPolygonDistance(first.vertices, second.vertices, { names }), { theme });
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
