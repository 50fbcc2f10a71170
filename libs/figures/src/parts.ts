import { omit, type DotsSpec, type FigureSpec, type YAxis } from '@tombola/shared';

type Spec = FigureSpec | DotsSpec;
type Line = FigureSpec['arms'][number];
type Density = { readonly density: number };
type Level = Density & { readonly level: number };

/** The axes of what a figure measures: one a panel. */
export function figureAxes(spec: Spec): readonly YAxis[] {
  return spec.kind === 'dots' ? [spec.value] : (spec.panels ?? [spec.y!]);
}

/** What a level must have measured to be in a figure. Density places levels without being measured. */
export function drawnMetrics(spec: Spec): string[] {
  const metrics = figureAxes(spec).map(({ metric }) => metric);
  if (spec.kind === 'line' && spec.x.metric !== 'density') metrics.push(spec.x.metric);
  return [...new Set(metrics)];
}

/** An arm as a figure names it. */
export interface DrawnArm {
  readonly arm: string;
  readonly label: string;
  /** Decides colour and marker (`categoryClass`); -1 for a baseline. */
  readonly index: number;
}

/** The arms of a figure under the names that it has for them; arms that stand on another's line are not named. */
export function drawnArms(spec: Spec): DrawnArm[] {
  if (spec.kind === 'line') {
    let lines = 0;
    return spec.arms.map(({ arm, label, role }) => ({ arm, label, index: role === 'line' ? lines++ : -1 }));
  }
  const { rows, columns, baselines } = spec;
  return [
    ...rows.flatMap(({ label, arms }) =>
      arms.flatMap((arm, index) =>
        arm === null ? [] : [{ arm, label: columns.length === 1 ? label : `${label}, ${columns[index]}`, index }],
      ),
    ),
    ...baselines.map(({ arm, label }) => ({ arm, label, index: -1 })),
  ];
}

/** The arms whose levels lie on a line. */
export const armsOnLine = ({ arm, also = [] }: Line): string[] => [arm, ...also];

/** Which levels lie on a line of a figure, where it is no baseline: those of the line's densities, or of the figure's. */
export const isOnLine =
  ({ densities }: FigureSpec, line: Line) =>
  ({ density }: Density): boolean =>
    isWithin(density, line.densities ?? densities);

/** Which levels a dot plot may show. */
export const isChosenBy =
  ({ densities, level: chosen }: DotsSpec) =>
  ({ level, density }: Level): boolean =>
    chosen === undefined ? isWithin(density, densities) : level === chosen;

const isWithin = (density: number, [low, high]: readonly [number, number] = [0, 1]) =>
  density >= low && density <= high;

/**
 * A figure's name for a level of an arm: of arms that share a line, all have the line's. Undefined where no line has it.
 *
 * @param density of the level, for arms that lie on several lines; without it the first of them counts
 */
export function drawnAs(spec: Spec, arm: string, density?: number): DrawnArm | undefined {
  const drawn = drawnArms(spec);
  if (spec.kind === 'dots') return drawn.find((each) => each.arm === arm);
  const having = spec.arms.map((line, i) => ({ line, i })).filter(({ line }) => armsOnLine(line).includes(arm));
  const found =
    density === undefined
      ? having[0]
      : (having.find(({ line }) => line.role === 'line' && isOnLine(spec, line)({ density })) ??
        having.find(({ line }) => line.role === 'baseline'));
  return found && drawn[found.i];
}

/**
 * A figure of those of its arms that are there: of a line that several share, those, and of a row its own. Undefined when
 * no line or no row is left.
 */
export function partOf(spec: FigureSpec, isThere: (arm: string) => boolean): FigureSpec | undefined;
export function partOf(spec: DotsSpec, isThere: (arm: string) => boolean): DotsSpec | undefined;
export function partOf(spec: Spec, isThere: (arm: string) => boolean): Spec | undefined;
export function partOf(spec: Spec, isThere: (arm: string) => boolean): Spec | undefined {
  return spec.kind === 'dots' ? partOfDots(spec, isThere) : partOfLines(spec, isThere);
}

function partOfLines(spec: FigureSpec, isThere: (arm: string) => boolean): FigureSpec | undefined {
  const arms = spec.arms.flatMap((line): Line[] => {
    const [arm, ...also] = armsOnLine(line).filter(isThere);
    if (arm === undefined) return [];
    return [{ ...omit(line, 'also'), arm, ...(also.length > 0 && { also }) }];
  });
  return arms.length === 0 ? undefined : { ...spec, arms };
}

function partOfDots(spec: DotsSpec, isThere: (arm: string) => boolean): DotsSpec | undefined {
  const rows = spec.rows
    .map(({ label, arms }) => ({ label, arms: arms.map((arm) => (arm !== null && isThere(arm) ? arm : null)) }))
    .filter(({ arms }) => arms.some((arm) => arm !== null));
  if (rows.length === 0) return undefined;
  return { ...spec, rows, baselines: spec.baselines.filter(({ arm }) => isThere(arm)) };
}
