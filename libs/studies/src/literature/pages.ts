import {
  observationsFromAggregates,
  renderMatrix,
  renderPictures,
  toMarkdown,
  type Observation,
} from '@tombola/figures';
import type { RecordedStudy } from '@tombola/shared';
import { claimInWords } from '../claim-words';
import { standsAmongAll } from '../claims';
import { frontsOfStudy } from '../fronts';
import { headlinesOf, headlinesSection, trainedOn } from '../headlines';
import { figureOfStudy, moreFiguresOfStudy, tableOfStudy, type DrawnFigure } from '../measured';
import type { StudyPictures } from '../pictures/study-pictures';
import { planStudy, type ScaleName, type Study } from '../study';
import { costOf, jobsOfStudy } from '../study-cost';
import type { StudyMatrix } from '../study-matrices';
import { planOfRecord, whatWasRun } from './what-was-run';

/** A study with what we found, once a scale, the one that is shown first before others; nothing when it is not recorded. */
export interface StudyPage {
  readonly study: Study;
  readonly records: readonly RecordedStudy[];
}

/**
 * The pages about the studies of the literature, made from their declarations and records alone.
 *
 * @returns texts by their path below `docs`: `literature.md`, and `results/ID.md`, `results/ID.svg`, other figures and heat maps of each recorded study
 */
export function literaturePages(pages: readonly StudyPage[]): Record<string, string> {
  const recorded = pages.flatMap((page) => page.records.map((record) => resultFiles(page, record)));
  return Object.assign({ 'literature.md': overview(pages) }, ...recorded) as Record<string, string>;
}

/** What the files of a record are called: as their study, and those that are not its first with their scale. */
function nameOf({ study, records }: StudyPage, record: RecordedStudy): string {
  return record === records[0] ? study.id : `${study.id}-${record.scale}`;
}

function resultFiles(of: StudyPage, record: RecordedStudy): Record<string, string> {
  const { study } = of;
  const name = nameOf(of, record);
  const observations = observationsFromAggregates(record.levels);
  const figures = moreFiguresOfStudy(study, observations, ranOn(record));
  const page = resultPage(study, record, name, observations, figures);
  const files: Record<string, string> = { [`results/${name}.md`]: page };
  const figure = figureOfStudy(study, observations, ranOn(record));
  if (figure !== undefined) files[`results/${name}.svg`] = figure;
  for (const { id, svg } of figures) files[`results/${name}-${id}.svg`] = svg;
  for (const { spec, data } of matricesOf(study, record)) {
    files[`results/${name}-${spec.id}.svg`] = renderMatrix({ ...spec, subtitle: ranOn(record) }, data);
  }
  for (const { spec, data } of picturesOf(study, record)) {
    files[`results/${name}-${spec.id}.svg`] = renderPictures({ title: spec.title, subtitle: ranOn(record) }, data);
  }
  return files;
}

/** The table of all studies, and below it every claim with its verdict. */
function overview(pages: readonly StudyPage[]): string {
  return [
    '# The literature, runnable',
    'A study is the protocol of a paper as data: arms, scales, a figure, and what the paper claims as comparisons over paired seeds. ' +
      'What is recorded here is what we found at the scale that the command says, mostly `quick`: smaller networks or fewer steps ' +
      'than the paper has. A claim that does not hold there says nothing of the paper’s own scale.',
    'This page is made by `tombola study pages docs`, from libs/studies/src/literature; a test says when it is not current.',
    table(
      ['study', 'system', 'methods', 'figure', 'claims', 'verdicts', 'command', 'training'],
      pages.flatMap((page) =>
        page.records.length === 0 ? [rowOf(page)] : page.records.map((each) => rowOf(page, each)),
      ),
    ),
    'Training is the sum of the trainings’ own times, of one core each, on a machine that did other work beside it, sometimes much: ' +
      'they took at most so long, and say nothing of one study against another. A verdict is of its claim’s own interval; “after Holm” ' +
      'counts those that stand when all claims of the study are tested as one family.',
    ...pages.flatMap(section),
    '## What they take',
    'Levels are counted once, however many arms share them. Operations are those of dense arithmetic, forward, backward and in ' +
      'measurements, as far as recipes tell: not those of scoring before the first step, nor what channels that leave save or ' +
      'Scratch-B’s longer training adds. `tombola study estimate STUDY --scale SCALE` says the same of a study with changes, and ' +
      'how much of it is stored.',
    table(
      ['study', 'scale', 'trainings', 'optimizer steps', 'operations', 'recorded: time of one core'],
      pages.flatMap(({ study, records }) => scalesOf(study).map((scale) => costRow(study, scale, records))),
    ),
    '',
  ].join('\n\n');
}

const scalesOf = ({ scales }: Study) => Object.keys(scales) as ScaleName[];

/** A record in the table of all studies, or a study that has none. */
function rowOf(page: StudyPage, record?: RecordedStudy): string[] {
  const { study } = page;
  const { title } = study.figure;
  return [
    `\`${study.id}\``,
    study.title,
    methodsOf(study),
    record === undefined ? title : `[${title}](results/${nameOf(page, record)}.md)`,
    String(study.claims.length),
    record === undefined ? 'not recorded yet' : verdictsOf(study, record),
    `\`${record?.command ?? `tombola study run ${study.id}`}\``,
    record === undefined ? '–' : duration(record.trainingSeconds),
  ];
}

/** What a scale takes; the time of its record, where it is of all seeds. */
function costRow(study: Study, scale: ScaleName, records: readonly RecordedStudy[]): string[] {
  const { trainings, steps, flops } = costOf(jobsOfStudy(planStudy(study, { scale })));
  const whole = study.scales[scale]!.seeds.length;
  const seconds = records.find((record) => record.scale === scale && record.seeds.length === whole)?.trainingSeconds;
  const count = (value: number) => value.toLocaleString('en-US');
  return [
    `\`${study.id}\``,
    scale,
    count(trainings),
    count(steps),
    flops.toExponential(1),
    seconds === undefined ? '–' : duration(seconds),
  ];
}

function section({ study, records }: StudyPage): string[] {
  const heading = [`## ${study.title}`, study.question, `${study.citation}.`];
  if (records.length === 0) {
    const claims = study.claims.map(({ sentence, source }) => `- ${sentence} (${source})`);
    return [...heading, 'Not recorded yet. It claims:', claims.join('\n')];
  }
  return [...heading, ...records.flatMap((record) => [foundOn(study, record), claimsOf(record)])];
}

function resultPage(
  study: Study,
  record: RecordedStudy,
  name: string,
  observations: readonly Observation[],
  figures: readonly DrawnFigure[],
): string {
  const tables = study.tables
    .map((each) => tableOfStudy(study, each, observations))
    .filter(({ columns }) => columns.length > 0);
  return [
    `# ${study.title}`,
    study.question,
    `${study.citation}.`,
    foundOn(study, record),
    whatWasRun(study, record),
    `\`\`\`\nnpx ${record.command}\n\`\`\``,
    `![${study.figure.title}](${name}.svg)`,
    ...figures.map(({ id, title }) => `![${title}](${name}-${id}.svg)`),
    ...[...matricesOf(study, record), ...picturesOf(study, record)].map(
      ({ spec }) => `![${spec.title}](${name}-${spec.id}.svg)`,
    ),
    '## Claims',
    claimsOf(record),
    ...headlinesSection(headlinesOf(study, trainedOn(planOfRecord(study, record)), observations)),
    '## Tables',
    ...tables.map(toMarkdown),
    ...frontsOfStudy(study, observations),
  ].join('\n\n');
}

function matricesOf({ matrices = [] }: Study, record: RecordedStudy): StudyMatrix[] {
  return matrices.flatMap((spec) => {
    const data = record.matrices?.[spec.id];
    return data === undefined ? [] : [{ spec, data }];
  });
}

function picturesOf({ pictures = [] }: Study, record: RecordedStudy): StudyPictures[] {
  return pictures.flatMap((spec) => {
    const data = record.pictures?.[spec.id];
    return data === undefined ? [] : [{ spec, data }];
  });
}

function ranOn({ dataset, scale, seeds }: RecordedStudy): string {
  return `${dataset}, scale ${scale}, ${seeds.length} seeds`;
}

/** What was run, on what, when. */
function foundOn({ scales }: Study, record: RecordedStudy): string {
  const { dataset, scale, seeds, recordedAt, trainingSeconds, planHash, machine } = record;
  const missing = scales[scale as ScaleName]!.seeds.filter((seed) => !seeds.includes(seed));
  const part = missing.length === 0 ? '' : ` (seeds ${missing.join(', ')} of this scale are not trained yet)`;
  return (
    `Scale \`${scale}\` on ${dataset}, seeds ${seeds.join(', ')}${part}, ${duration(trainingSeconds)} of training on one core; ` +
    `recorded on ${recordedAt.slice(0, 10)}, plan ${planHash}, ${machine}.`
  );
}

function claimsOf({ claims }: RecordedStudy): string {
  return claims.map((claim) => `- ${claimInWords(claim)}`).join('\n');
}

/** How many claims have which verdict, how many have it when all are tested as one family, and how many were not part of what was run. */
function verdictsOf(study: Study, record: RecordedStudy): string {
  const { claims } = record;
  const planned = planOfRecord(study, record).arms.map(({ id }) => id);
  const isRun = ({ arm, against }: Study['claims'][number]) =>
    [arm, ...('arm' in against ? [against.arm] : [])].every((each) => planned.includes(each));
  const run = claims.filter(({ id }) => study.claims.some((claim) => claim.id === id && isRun(claim)));
  const counts = (['holds', 'does not hold', 'not decided'] as const).map((verdict) => {
    const having = run.filter((claim) => claim.verdict === verdict);
    const family = verdict === 'not decided' ? having : having.filter(standsAmongAll);
    return { verdict, alone: having.length, together: family.length };
  });
  const told = counts
    .filter(({ alone }) => alone > 0)
    .map(({ verdict, alone, together }) => {
      const holm = together < alone ? ` (${together} after Holm)` : '';
      return `${alone} ${plural[verdict](alone)}${holm}`;
    });
  const left = claims.length - run.length;
  return [...told, ...(left > 0 ? [`${left} not part of this scale`] : [])].join(', ');
}

const plural = {
  holds: (count: number) => (count === 1 ? 'holds' : 'hold'),
  'does not hold': (count: number) => (count === 1 ? 'does not hold' : 'do not hold'),
  'not decided': () => 'not decided',
};

/** The names of a study's methods, the first ones of many. */
function methodsOf({ recipe, arms }: Study): string {
  const named = [recipe, ...arms.map((arm) => arm.recipe)].flatMap((each) => {
    const { name, source } = (each.method ?? {}) as { name?: string; source?: { method?: { name?: string } } };
    return [name, source?.method?.name];
  });
  const names = [...new Set(named)].filter((name) => name !== undefined && name !== 'dense');
  const shown = names.slice(0, 5).map((name) => `\`${name}\``);
  return names.length > shown.length ? `${shown.join(', ')} and ${names.length - shown.length} more` : shown.join(', ');
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
