import {
  renderFigure,
  renderMatrix,
  tabulate,
  toCsv,
  toMarkdown,
  type Observation,
  type StudyTable,
} from '@tombola/figures';
import { minimalRecipe, type ClaimOut, type Unit } from '@tombola/shared';
import { areasInWords } from './areas';
import { adjustedPValues, judge, type Judgement } from './claims';
import { dataTitle } from './data-title';
import { drawnMetrics } from './shown-metrics';
import type { Study, StudyPlan } from './study';
import { secondsOf, toObservations, type StudyLevel } from './study-level';
import { studyMatrices, type StudyMatrix } from './study-matrices';

/** A study's outcome: what its levels say, as tables, a figure and verdicts. */
export interface StudyReport {
  readonly plan: StudyPlan;
  readonly levels: readonly StudyLevel[];
  readonly tables: readonly StudyTable[];
  readonly claims: readonly JudgedClaim[];
  readonly figure: string;
  readonly matrices: readonly StudyMatrix[];
  /** Which images the accuracies are of, in words; more than one where levels were tested on different ones. */
  readonly testImages: readonly string[];
  /** Sum of the trainings' own times, in seconds of one process. */
  readonly trainingSeconds: number;
}

/**
 * A claim of a study, judged by its own interval, the one that is shown; `adjustedPValue`, Holm's over all claims of the
 * study, is for readers who take them for one family.
 */
export interface JudgedClaim extends Judgement {
  readonly sentence: string;
  readonly source: string;
  readonly unit: Unit;
  readonly adjustedPValue: number | null;
}

/** What the finished levels of a study say. Undefined while there is none that its figure shows. */
export function assembleReport(plan: StudyPlan, levels: readonly StudyLevel[]): StudyReport | undefined {
  return atOnce(assembling(plan, levels));
}

/** The same in steps: whoever has other things to do does them where it yields. */
export function* assembling(
  plan: StudyPlan,
  levels: readonly StudyLevel[],
): Generator<void, StudyReport | undefined, void> {
  const { study } = plan;
  const observations = toObservations(levels);
  const needed = drawnMetrics(study.figure);
  const drawn = observations.filter(({ metrics }) => needed.every((name) => metrics[name] !== undefined));
  const present = new Set(drawn.map(({ arm }) => arm));
  const arms = study.figure.arms.filter(({ arm, also = [] }) => [arm, ...also].some((name) => present.has(name)));
  if (arms.length === 0) return undefined;
  const tables: StudyTable[] = [];
  for (const table of study.tables) {
    yield;
    tables.push(tableOf(study, table, observations));
  }
  const claims = yield* judging(study, observations);
  yield;
  const figure = renderFigure({ ...study.figure, subtitle: study.figure.subtitle ?? subtitle(plan), arms }, drawn);
  yield;
  const trainingSeconds = secondsOf(levels);
  const testImages = [...new Set(levels.flatMap(({ result }) => result.record.testImages ?? []))].map(String).sort();
  const matrices = studyMatrices(study, levels, observations);
  return { plan, levels, tables, claims, figure, matrices, testImages, trainingSeconds };
}

/** A table of a study: the arms and levels that have its metric. */
function tableOf({ arms }: Study, table: Study['tables'][number], observations: readonly Observation[]): StudyTable {
  const measured = observations.filter(({ metrics }) => metrics[table.metric] !== undefined);
  const present = new Set(measured.map(({ arm }) => arm));
  const columns = arms.map(({ id: arm, label }) => ({ arm, label })).filter(({ arm }) => present.has(arm));
  return tabulate(measured, { ...table, arms: columns });
}

/** The claims of a study, judged. @throws {InputError} naming the observation that lacks a claim's metric. */
export function judgeStudy(study: Study, observations: readonly Observation[]): JudgedClaim[] {
  return atOnce(judging(study, observations));
}

/** The same in steps, a claim each. */
export function* judging(study: Study, observations: readonly Observation[]): Generator<void, JudgedClaim[], void> {
  const judgements: Judgement[] = [];
  for (const claim of study.claims) {
    yield;
    judgements.push(judge(claim, observations));
  }
  const adjusted = adjustedPValues(judgements);
  return study.claims.map(({ sentence, source, metric }, i) => ({
    ...judgements[i]!,
    sentence,
    source,
    unit: unitOf(metric, study),
    adjustedPValue: adjusted[i] ?? null,
  }));
}

function atOnce<T>(steps: Generator<void, T, void>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

function subtitle({ arms, seeds }: StudyPlan): string {
  const { network, dataset, steps } = arms[0]!.recipes[0]!;
  const count = steps.toLocaleString('en-US');
  const name = network.name === 'custom' ? network.definition.name : network.name;
  return `${name} on ${dataTitle(dataset)}, ${count} steps a level, ${seeds.length} seed${seeds.length === 1 ? '' : 's'}`;
}

function unitOf(metric: string, { tables }: Study): Unit {
  const table = tables.find((candidate) => candidate.metric === metric);
  return table?.unit ?? (/accuracy|share/i.test(metric) ? 'percent' : 'number');
}

/** Where a study's report lies below the results folder. */
export function reportFolder({ study, scale, hash }: StudyPlan): string {
  return `studies/${study.id}-${scale}-${hash}`;
}

/** The files of a report by name, as texts: `figure.svg`, an SVG a heat map, a CSV a table, `report.md`, `report.json`. */
export function reportFiles(report: StudyReport, command: string): Record<string, string> {
  const { tables } = report.plan.study;
  return {
    'figure.svg': report.figure,
    ...Object.fromEntries(
      report.matrices.map(({ spec, data }) => [
        `${spec.id}.svg`,
        renderMatrix({ ...spec, subtitle: subtitle(report.plan) }, data),
      ]),
    ),
    ...Object.fromEntries(report.tables.map((table, i) => [`${tables[i]!.metric}.csv`, toCsv(table)])),
    'report.md': reportMarkdown(report, command),
    'report.json': `${JSON.stringify(reportJson(report), null, 2)}\n`,
  };
}

/** The report as one plain value: what `--json` prints and `report.json` holds. */
export function reportJson({ plan, levels, claims, testImages, trainingSeconds }: StudyReport) {
  return {
    study: plan.study.id,
    scale: plan.scale,
    hash: plan.hash,
    seeds: plan.seeds,
    testImages,
    arms: plan.arms.map(({ id, label, recipes }) => ({ id, label, recipes: recipes.map(minimalRecipe) })),
    claims,
    levels: levels.map(({ arm, draw, result: { key, seed, level, density, metrics } }) => ({
      arm,
      draw,
      seed,
      level,
      density,
      metrics,
      key,
    })),
    trainingSeconds: Math.round(trainingSeconds),
  };
}

function reportMarkdown(report: StudyReport, command: string): string {
  const { plan, tables, claims } = report;
  const { study } = plan;
  return [
    `# ${study.title}`,
    study.question,
    `Source: ${study.citation}.`,
    `Scale \`${plan.scale}\`: ${study.scales[plan.scale]!.description} Seeds ${plan.seeds.join(', ')}; ${report.levels.length} trained levels; ${Math.round(report.trainingSeconds)} s of training on one core each.`,
    ...(report.testImages.length === 0 ? [] : [`Test images: ${report.testImages.join('; ')}.`]),
    '![figure](figure.svg)',
    ...report.matrices.map(({ spec }) => `![${spec.title}](${spec.id}.svg)`),
    '## Claims',
    ...claims.map(
      (claim) => `* **${claim.verdict}**: ${claim.sentence} ${numbersOf(claim)} ${claim.reason} (${claim.source})`,
    ),
    '## Tables',
    ...tables.map(toMarkdown),
    ...areasInWords(study, report.levels),
    '## Reproduce',
    `\`\`\`\n${command}\n\`\`\``,
    'Recipes by arm:',
    ...plan.arms.map(({ label, recipes }) => `* ${label}: \`${JSON.stringify(minimalRecipe(recipes[0]!))}\``),
    '',
  ].join('\n\n');
}

/** Effect and interval of a claim in the metric's unit, as text: `+0.21 points [0.05, 0.37], n = 3.` */
export function numbersOf({
  effect,
  interval,
  n,
  unit,
}: Pick<ClaimOut, 'effect' | 'n' | 'unit'> & { readonly interval: readonly [number, number] | null }): string {
  if (effect === null) return '';
  const scale = unit === 'percent' ? 100 : 1;
  const digits = unit === 'count' ? 0 : 2;
  const show = (value: number) => (value * scale).toFixed(digits);
  const range = interval === null ? '' : ` [${show(interval[0])}, ${show(interval[1])}]`;
  return `${effect > 0 ? '+' : ''}${show(effect)}${unit === 'percent' ? ' points' : ''}${range}, n = ${n}.`;
}
