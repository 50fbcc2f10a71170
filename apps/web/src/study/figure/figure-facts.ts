import { drawnArms, drawnMetrics, figureAxes, type DrawnArm } from '@tombola/figures';
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
  const drawn = drawnAs(spec, arm);
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

/** An arm as a figure names it: of arms that share a line, all have the line's name and colour. */
function drawnAs(spec: AnyFigure, arm: string): DrawnArm | undefined {
  const drawn = drawnArms(spec);
  const own = drawn.find((each) => each.arm === arm);
  if (own !== undefined || spec.kind === 'dots') return own;
  const line = spec.arms.find(({ also = [] }) => also.includes(arm));
  return line && drawn.find((each) => each.arm === line.arm);
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
  const has = (arm: string, metric: string) =>
    aggregates.some((each) => each.arm === arm && each.metric === metric && each.levels.length > 0);
  return spec.kind === 'dots' ? wholeDots(spec, has) : wholeLines(spec, has);
}

type Has = (arm: string, metric: string) => boolean;

function wholeLines(spec: FigureSpec, has: Has): FigureSpec | undefined {
  const names = spec.arms.flatMap(({ arm, also = [] }) => [arm, ...also]);
  const panels = figureAxes(spec).filter(({ metric }) => names.some((arm) => has(arm, metric)));
  if (panels.length === 0) return undefined;
  const rest = omit(spec, 'y', 'panels');
  const part: FigureSpec = panels.length === 1 ? { ...rest, y: panels[0]! } : { ...rest, panels: [...panels] };
  const metrics = drawnMetrics(part);
  const arms = spec.arms.filter(({ arm, also = [] }) =>
    [arm, ...also].some((name) => metrics.every((metric) => has(name, metric))),
  );
  return arms.length === 0 ? undefined : { ...part, arms };
}

function wholeDots(spec: DotsSpec, has: Has): DotsSpec | undefined {
  const isThere = (arm: string) => has(arm, spec.value.metric);
  const rows = spec.rows
    .map(({ label, arms }) => ({ label, arms: arms.map((arm) => (arm !== null && isThere(arm) ? arm : null)) }))
    .filter(({ arms }) => arms.some((arm) => arm !== null));
  if (rows.length === 0) return undefined;
  return { ...spec, rows, baselines: spec.baselines.filter(({ arm }) => isThere(arm)) };
}
