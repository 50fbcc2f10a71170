import {
  drawnMetrics,
  isChosenBy,
  partOf,
  standaloneFigure,
  tabulate,
  type Observation,
  type StudyTable,
} from '@tombola/figures';
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
  const shown = partOf(figure, (arm) => present.has(arm));
  if (shown === undefined || (shown.kind === 'dots' && !hasDot(shown, measured))) return undefined;
  return standaloneFigure({ ...shown, subtitle: figure.subtitle ?? subtitle }, measured);
}

/** Whether an arm of a dot plot has a level that it shows. */
function hasDot(figure: DotsSpec, measured: readonly Observation[]): boolean {
  const arms = new Set(figure.rows.flatMap((row) => row.arms));
  return measured.some((each) => arms.has(each.arm) && isChosenBy(figure)(each));
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
