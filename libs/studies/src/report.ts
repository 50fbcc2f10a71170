import {
  drawnMetrics,
  renderMatrix,
  renderPictures,
  toCsv,
  toMarkdown,
  type Observation,
  type StudyTable,
} from '@tombola/figures';
import { canonicalJson, groupBy, metricUnit, minimalRecipe, type HeadlineOut, type Unit } from '@tombola/shared';
import { areasInWords } from './areas';
import { claimInWords } from './claim-words';
import { adjustedPValues, judge, type Judgement } from './claims';
import { dataTitles } from './data-title';
import { frontsOfStudy } from './fronts';
import { headlinesOf, headlinesSection, trainedOn } from './headlines';
import { figureOfStudy, moreFiguresOfStudy, tableOfStudy, type DrawnFigure } from './measured';
import type { StudyPictures, UnreadPictures } from './pictures/study-pictures';
import type { Study, StudyPlan } from './study';
import { secondsOf, toObservations, trainingsOf, type StudyLevel } from './study-level';
import { studyMatrices, type StudyMatrix } from './study-matrices';

/** A study's outcome: what its levels say, as tables, a figure and verdicts. */
export interface StudyReport {
  readonly plan: StudyPlan;
  readonly levels: readonly StudyLevel[];
  readonly tables: readonly StudyTable[];
  readonly claims: readonly JudgedClaim[];
  /** Numbers of the paper with ours beside them. */
  readonly headlines: readonly HeadlineOut[];
  /** Undefined while no level has all that it shows. */
  readonly figure: string | undefined;
  /** Those beside it that have something to show. */
  readonly figures: readonly DrawnFigure[];
  readonly matrices: readonly StudyMatrix[];
  /** Made of tickets; none where they are not at hand. */
  readonly pictures: readonly StudyPictures[];
  /** Those that the study declares and that damage keeps from being made. */
  readonly unreadPictures: readonly UnreadPictures[];
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

/** What the finished levels of a study say, with pictures made of its tickets. Undefined while there is none. */
export function assembleReport(
  plan: StudyPlan,
  levels: readonly StudyLevel[],
  pictures: readonly StudyPictures[] = [],
): StudyReport | undefined {
  const report = atOnce(assembling(plan, levels));
  return report && { ...report, pictures };
}

/** The same in steps, without pictures: whoever has other things to do does them where it yields. */
export function* assembling(
  plan: StudyPlan,
  levels: readonly StudyLevel[],
): Generator<void, StudyReport | undefined, void> {
  const { study } = plan;
  if (levels.length === 0) return undefined;
  const observations = toObservations(levels);
  const tables: StudyTable[] = [];
  for (const table of study.tables) {
    yield;
    tables.push(tableOfStudy(study, table, observations));
  }
  const claims = yield* judging(study, observations);
  yield;
  const headlines = headlinesOf(study, trainedOn(plan), observations);
  yield;
  const figure = figureOfStudy(study, observations, subtitle(plan));
  const figures = moreFiguresOfStudy(study, observations, subtitle(plan));
  yield;
  const trainingSeconds = secondsOf(levels);
  const testImages = [...new Set(levels.flatMap(({ result }) => result.record.testImages ?? []))].map(String).sort();
  const matrices = studyMatrices(study, levels, observations);
  return {
    ...{ plan, levels, tables, claims, headlines, figure, figures, matrices },
    ...{ pictures: [], unreadPictures: [], testImages, trainingSeconds },
  };
}

/** The claims of a study, judged. @throws {InputError} as {@link judge}. */
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

/** Says of data that levels were trained on which was not the same each time: files of one name may have changed between runs. */
function mixedData({ arms }: StudyPlan, levels: readonly StudyLevel[]): string[] {
  const datasetOf = ({ arm, draw }: StudyLevel) => {
    const recipes = arms.find(({ id }) => id === arm)?.recipes ?? [];
    return (recipes[draw] ?? recipes[0])?.dataset;
  };
  return [...groupBy(levels, (level) => canonicalJson(datasetOf(level)))].flatMap(([, alike]) => {
    const hashes = new Set(alike.flatMap(({ result }) => result.record.dataset ?? []));
    const { name } = datasetOf(alike[0]!) ?? {};
    return hashes.size < 2
      ? []
      : [`**Not the same data**: levels on ${name} were trained on ${hashes.size} different contents of it.`];
  });
}

function subtitle({ arms, seeds }: StudyPlan): string {
  const { network, steps } = arms[0]!.recipes[0]!;
  const count = steps.toLocaleString('en-US');
  const name = network.name === 'custom' ? network.definition.name : network.name;
  const data = dataTitles(arms.flatMap(({ recipes }) => recipes));
  return `${name} on ${data}, ${count} steps a level, ${seeds.length} seed${seeds.length === 1 ? '' : 's'}`;
}

function unitOf(metric: string, { tables }: Study): Unit {
  return tables.find((candidate) => candidate.metric === metric)?.unit ?? metricUnit(metric);
}

/** Where a study's report lies below the results folder. */
export function reportFolder({ study, scale, hash }: StudyPlan): string {
  return `studies/${study.id}-${scale}-${hash}`;
}

/** The files of a report by name, as texts: `figure.svg` when there is a figure, `figure-ID.svg` for others, an SVG a heat map and pictures, a CSV a table, `report.md`, `report.json`. */
export function reportFiles(report: StudyReport, command: string): Record<string, string> {
  const { tables } = report.plan.study;
  return {
    ...(report.figure !== undefined && { 'figure.svg': report.figure }),
    ...Object.fromEntries(report.figures.map(({ id, svg }) => [`figure-${id}.svg`, svg])),
    ...Object.fromEntries(
      report.matrices.map(({ spec, data }) => [
        `${spec.id}.svg`,
        renderMatrix({ ...spec, subtitle: subtitle(report.plan) }, data),
      ]),
    ),
    ...Object.fromEntries(
      report.pictures.map(({ spec, data }) => [
        `${spec.id}.svg`,
        renderPictures({ title: spec.title, subtitle: subtitle(report.plan) }, data),
      ]),
    ),
    ...Object.fromEntries(report.tables.map((table, i) => [`${tables[i]!.metric}.csv`, toCsv(table)])),
    'report.md': reportMarkdown(report, command),
    'report.json': `${JSON.stringify(reportJson(report), null, 2)}\n`,
  };
}

/** The report as one plain value: what `--json` prints and `report.json` holds. */
export function reportJson({ plan, levels, claims, headlines, testImages, trainingSeconds }: StudyReport) {
  return {
    study: plan.study.id,
    scale: plan.scale,
    hash: plan.hash,
    seeds: plan.seeds,
    testImages,
    arms: plan.arms.map(({ id, label, recipes }) => ({ id, label, recipes: recipes.map(minimalRecipe) })),
    claims,
    headlines,
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
    `Scale \`${plan.scale}\`: ${study.scales[plan.scale]!.description} Seeds ${plan.seeds.join(', ')}; ${trainingsOf(report.levels)} trainings, ${Math.round(report.trainingSeconds)} s of one core in all.`,
    ...mixedData(plan, report.levels),
    ...(report.testImages.length === 0 ? [] : [`Test images: ${report.testImages.join('; ')}.`]),
    report.figure === undefined
      ? `No figure: no level of the arms that it shows has measured ${drawnMetrics(study.figure).join(', ')}.`
      : '![figure](figure.svg)',
    ...report.figures.map(({ id, title }) => `![${title}](figure-${id}.svg)`),
    ...[...report.matrices, ...report.pictures].map(({ spec }) => `![${spec.title}](${spec.id}.svg)`),
    ...report.unreadPictures.map(
      ({ spec, level }) => `No picture "${spec.title}": the ticket of ${level} cannot be read.`,
    ),
    '## Claims',
    ...claims.map((claim) => `* ${claimInWords(claim)}`),
    ...headlinesSection(report.headlines),
    '## Tables',
    ...tables.map((each) => (each.columns.length === 0 ? `No level has measured ${each.metric}.` : toMarkdown(each))),
    ...areasInWords(study, report.levels),
    ...frontsOfStudy(study, toObservations(report.levels)),
    '## Reproduce',
    `\`\`\`\n${command}\n\`\`\``,
    'Recipes by arm:',
    ...plan.arms.map(({ label, recipes }) => `* ${label}: \`${JSON.stringify(minimalRecipe(recipes[0]!))}\``),
    '',
  ].join('\n\n');
}
