import type { DotsSpec, FigureSpec } from '@tombola/shared';
import { placesOf } from './dots/places';
import { seriesOf } from './figure/series';
import type { Observation } from './observation';
import { figureAxes } from './parts';

/** A level of an arm that a figure shows. */
export interface DrawnPoint {
  readonly arm: string;
  /** Of its line or dot. */
  readonly label: string;
  readonly level: number;
}

/** What a figure shows, in its order: each level once, whatever panels have it. @throws {InputError} as `aggregate`. */
export function drawnPoints(spec: FigureSpec | DotsSpec, observations: readonly Observation[]): DrawnPoint[] {
  const points = new Map(
    allPoints(spec, observations).map((point) => [JSON.stringify([point.label, point.arm, point.level]), point]),
  );
  return [...points.values()];
}

function allPoints(spec: FigureSpec | DotsSpec, observations: readonly Observation[]): DrawnPoint[] {
  if (spec.kind === 'dots') {
    const { rows, baselines } = placesOf(spec, observations, true);
    const dots = rows.flatMap((row) => row.dots.filter((dot) => dot !== undefined));
    return [...dots, ...baselines].map(({ label, point: { arm, level } }) => ({ arm, label, level }));
  }
  const panels = figureAxes(spec).map((y) => seriesOf(spec, y, observations, true));
  return spec.arms.flatMap((_, i) =>
    panels.flatMap((series) => series[i]!.points.map(({ arm, level }) => ({ arm, label: series[i]!.label, level }))),
  );
}
