import { drawnMetrics, standaloneFigure, tabulate, type Observation, type StudyTable } from '@tombola/figures';
import type { DotsSpec, FigureSpec } from '@tombola/shared';
import type { Study } from './study';

/** A figure of a study beside its first one, as a document. */
export interface DrawnFigure {
  readonly id: string;
  readonly title: string;
  readonly svg: string;
}

/**
 * The figure of a study as a document, of the arms and levels that have measured what it shows. Undefined while none has.
 *
 * @param subtitle for a figure that declares none
 */
export function figureOfStudy(
  { figure }: Pick<Study, 'figure'>,
  observations: readonly Observation[],
  subtitle: string,
): string | undefined {
  return figureOf(figure, observations, subtitle);
}

/** The figures of a study beside its first one, likewise; without those that have nothing to show yet. */
export function moreFiguresOfStudy(
  { figures = [] }: Pick<Study, 'figures'>,
  observations: readonly Observation[],
  subtitle: string,
): DrawnFigure[] {
  return figures.flatMap((figure) => {
    const svg = figureOf(figure, observations, subtitle);
    return svg === undefined ? [] : [{ id: figure.id, title: figure.title, svg }];
  });
}

function figureOf(
  figure: FigureSpec | DotsSpec,
  observations: readonly Observation[],
  subtitle: string,
): string | undefined {
  const { measured, present } = having(observations, drawnMetrics(figure));
  const shown = figure.kind === 'dots' ? dotsAmong(figure, measured) : linesAmong(figure, present);
  return shown && standaloneFigure({ ...shown, subtitle: figure.subtitle ?? subtitle }, measured);
}

/** A line chart of those of its arms that are there; undefined without any. */
function linesAmong(figure: FigureSpec, present: ReadonlySet<string>): FigureSpec | undefined {
  const arms = figure.arms.filter(({ arm, also = [] }) => [arm, ...also].some((name) => present.has(name)));
  return arms.length === 0 ? undefined : { ...figure, arms };
}

/** A dot plot of those of its arms that have the level that it shows; undefined without a row. */
function dotsAmong(figure: DotsSpec, measured: readonly Observation[]): DotsSpec | undefined {
  const [low, high] = figure.densities ?? [0, 1];
  const isShown = ({ level, density }: Observation) =>
    figure.level === undefined ? density >= low && density <= high : level === figure.level;
  const present = new Set(measured.filter(isShown).map(({ arm }) => arm));
  const rows = figure.rows
    .map(({ label, arms }) => ({ label, arms: arms.map((arm) => (arm !== null && present.has(arm) ? arm : null)) }))
    .filter(({ arms }) => arms.some((arm) => arm !== null));
  if (rows.length === 0) return undefined;
  const baselines = figure.baselines.filter(({ arm }) => measured.some((each) => each.arm === arm));
  return { ...figure, rows, baselines };
}

/** A table of a study, of the arms and levels that have its metric: without columns while none has. */
export function tableOfStudy(
  { arms }: Pick<Study, 'arms'>,
  table: Study['tables'][number],
  observations: readonly Observation[],
): StudyTable {
  const { measured, present } = having(observations, [table.metric]);
  const columns = arms.map(({ id: arm, label }) => ({ arm, label })).filter(({ arm }) => present.has(arm));
  return tabulate(measured, { ...table, arms: columns });
}

function having(observations: readonly Observation[], names: readonly string[]) {
  const measured = observations.filter(({ metrics }) => names.every((name) => metrics[name] !== undefined));
  return { measured, present: new Set(measured.map(({ arm }) => arm)) };
}
