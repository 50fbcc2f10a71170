import { drawnAs, drawnMetrics, figureAxes, isChosenBy, partOf } from '@tombola/figures';
import { omit, type ArmAggregateOut, type DotsSpec, type FigureSpec, type Unit } from '@tombola/shared';

/** A figure of any kind. */
export type AnyFigure = FigureSpec | DotsSpec;

/** A mark of a figure: an arm's mean at a level, or one seed of it. */
export interface Mark {
  readonly metric: string;
  readonly unit: Unit;
  readonly arm: string;
  readonly level: number;
  readonly seed?: number;
}

type Level = ArmAggregateOut['levels'][number];

/** What is known of a mark. */
export interface Facts extends Mark {
  readonly label: string;
  /** Of the arm's colour, as in the drawing; -1 for a baseline. */
  readonly index: number;
  readonly density: number;
  readonly summary: Level['summary'];
  /** Of all seeds; of a mark that is a seed, that seed's draws. */
  readonly members: Level['members'];
}

/** What the aggregates say of a mark; undefined when they have it no more. */
export function factsOf(spec: AnyFigure, aggregates: readonly ArmAggregateOut[], mark: Mark): Facts | undefined {
  const { metric, arm, level, seed } = mark;
  const found = aggregates
    .find((each) => each.arm === arm && each.metric === metric)
    ?.levels.find((each) => each.level === level);
  const drawn = found && drawnAs(spec, arm, found.density);
  if (found === undefined || drawn === undefined) return undefined;
  const members = seed === undefined ? found.members : found.members.filter((each) => each.seed === seed);
  if (members.length === 0) return undefined;
  const { density, summary } = found;
  return { ...mark, label: drawn.label, index: drawn.index, density, summary, members };
}

/** The place of an arm among the lines of a figure, which decides its colour; -1 for a baseline and for what is not in it. */
export function colourIndex(spec: AnyFigure, arm: string): number {
  return drawnAs(spec, arm)?.index ?? -1;
}

export const isSameMark = (a: Mark | undefined, b: Mark | undefined): boolean =>
  a !== undefined &&
  b !== undefined &&
  a.metric === b.metric &&
  a.arm === b.arm &&
  a.level === b.level &&
  a.seed === b.seed;

/** A key that moves from mark to mark. */
export type Move = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown' | 'Home' | 'End';
export const isMove = (key: string): key is Move =>
  ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'].includes(key);

/**
 * The mean that a key leads to: left and right along the levels of an arm, up and down from arm to arm and on to the next
 * panel, at the level that is nearest. Seeds are left out: a mean names them all.
 *
 * @param means in the order of panels, arms and levels
 */
export function moveTo(means: readonly Mark[], from: Mark | undefined, key: Move): Mark | undefined {
  const current = means.find(
    (mean) =>
      from !== undefined && isSameMark(mean, { ...mean, metric: from.metric, arm: from.arm, level: from.level }),
  );
  if (current === undefined) return means[0];
  const lineOf = ({ metric, arm }: Mark) => means.filter((mean) => mean.metric === metric && mean.arm === arm);
  const line = lineOf(current);
  const at = line.indexOf(current);
  if (key === 'Home') return line[0];
  if (key === 'End') return line.at(-1);
  if (key === 'ArrowRight') return line[at + 1] ?? current;
  if (key === 'ArrowLeft') return line[at - 1] ?? current;
  const next = key === 'ArrowDown' ? means[means.indexOf(line.at(-1)!) + 1] : means[means.indexOf(line[0]!) - 1];
  if (next === undefined) return current;
  return lineOf(next).reduce((best, mean) =>
    Math.abs(mean.level - current.level) < Math.abs(best.level - current.level) ? mean : best,
  );
}

/**
 * The part of a figure that can be drawn whole: without arms that have no level yet, and without panels that were not
 * measured. Undefined while there is nothing.
 */
export function wholePart(spec: FigureSpec, aggregates: readonly ArmAggregateOut[]): FigureSpec | undefined;
export function wholePart(spec: AnyFigure, aggregates: readonly ArmAggregateOut[]): AnyFigure | undefined;
export function wholePart(spec: AnyFigure, aggregates: readonly ArmAggregateOut[]): AnyFigure | undefined {
  return spec.kind === 'dots' ? wholeDots(spec, aggregates) : wholeLines(spec, aggregates);
}

const levelsOf = (aggregates: readonly ArmAggregateOut[], arm: string, metric: string) =>
  aggregates.find((each) => each.arm === arm && each.metric === metric)?.levels ?? [];

function wholeLines(spec: FigureSpec, aggregates: readonly ArmAggregateOut[]): FigureSpec | undefined {
  const has = (arm: string, metric: string) => levelsOf(aggregates, arm, metric).length > 0;
  const panels = figureAxes(spec).filter(({ metric }) => partOf(spec, (arm) => has(arm, metric)) !== undefined);
  if (panels.length === 0) return undefined;
  const rest = omit(spec, 'y', 'panels');
  const part: FigureSpec = panels.length === 1 ? { ...rest, y: panels[0]! } : { ...rest, panels: [...panels] };
  const metrics = drawnMetrics(part);
  return partOf(part, (arm) => metrics.every((metric) => has(arm, metric)));
}

function wholeDots(spec: DotsSpec, aggregates: readonly ArmAggregateOut[]): DotsSpec | undefined {
  const levels = (arm: string | null) => (arm === null ? [] : levelsOf(aggregates, arm, spec.value.metric));
  const part = partOf(spec, (arm) => levels(arm).length > 0);
  return part?.rows.some(({ arms }) => arms.flatMap(levels).some(isChosenBy(spec))) ? part : undefined;
}
