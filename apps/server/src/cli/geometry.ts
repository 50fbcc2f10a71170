import { Command } from 'commander';
import { geometryDistanceCommand } from './geometry-distance';
import { geometryPolygonCommand } from './geometry-polygon';
import { geometrySliceCommand } from './geometry-slice';
import { geometryStudyCommand } from './geometry-study';
import type { Shell } from './shell';

/** `tombola geometry`: what networks look like. One file a subcommand: `geometry-NAME.ts`. */
export function geometryCommand(shell: Shell): Command {
  return new Command('geometry')
    .description('the geometry of a network: its linear regions and decision boundary')
    .addCommand(geometryPolygonCommand(shell))
    .addCommand(geometrySliceCommand(shell))
    .addCommand(geometryDistanceCommand(shell))
    .addCommand(geometryStudyCommand(shell));
}
