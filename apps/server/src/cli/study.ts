import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { ScaleName, Study, StudyPlan } from '@tombola/studies';
import { InputError } from '@tombola/shared';
import { Command } from 'commander';
import { changesFrom, nonNegativeIntegers, oneOf, positiveInteger } from './arguments';
import type { Context } from './context';
import type { Output } from './output';
import type { Group } from './shell';

/** The options that decide what a study is. */
export interface PlanFlags {
  readonly scale: ScaleName;
  readonly seeds?: readonly number[];
  readonly draws?: number;
  readonly network?: string;
  readonly dataset?: string;
  readonly steps?: number;
  readonly levels?: number;
  readonly set: readonly string[];
}

interface RunFlags extends PlanFlags {
  readonly jobs?: number;
}

const scales = ['smoke', 'quick', 'paper'] as const;

/** `tombola study`: the literature, run and read. */
export const studyCommand: Group = (shell) => {
  const study = new Command('study').description('run the studies of the literature, and read what they found');
  study.command('list').description('every study, its question and its scales').action(shell.action(listStudies));
  planOptions(study.command('run <study>'))
    .description('train what is missing of a study, then show its tables, claims and figure')
    .option('--jobs <n>', 'trainings at a time (default: one a core)', positiveInteger)
    .action(shell.action(runStudyCommand));
  planOptions(study.command('show <study>'))
    .description('tables, claims and figure of what is stored of a study')
    .action(shell.action(showStudy));
  return study;
};

function planOptions(command: Command): Command {
  return command
    .option('--scale <scale>', 'smoke: seconds; quick: minutes; paper: the published protocol', oneOf(scales), 'quick')
    .option('--seeds <list>', 'seeds, such as 0-4 or 0,2,7 (default: the scale’s)', nonNegativeIntegers)
    .option('--draws <n>', 'draws of each random control within a seed', positiveInteger)
    .option('--network <name>', 'the network, by name')
    .option('--dataset <name>', 'the data set, by name')
    .option('--steps <n>', 'optimizer steps of every level', positiveInteger)
    .option('--levels <n>', 'pruning rounds', positiveInteger)
    .option('--set <path=value>', 'change a member of every recipe, such as optimizer.learningRate=0.001', collect, []);
}

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

async function listStudies(): Promise<Output> {
  const { literature } = await import('@tombola/studies');
  const value = Object.values(literature).map(({ id, title, question, citation, scales: known, arms, claims }) => ({
    id,
    title,
    question,
    citation,
    scales: Object.fromEntries(Object.entries(known).map(([name, scale]) => [name, scale.description])),
    arms: arms.map((arm) => arm.label),
    claims: claims.map((claim) => claim.sentence),
  }));
  return {
    value,
    text: () =>
      value
        .map((each) => {
          const lines = Object.entries(each.scales).map(([name, text]) => `    ${name.padEnd(6)} ${text}`);
          return [`${each.id}  ${each.title}`, `  ${each.question}`, `  ${each.citation}`, ...lines].join('\n');
        })
        .join('\n\n'),
  };
}

/**
 * The plan that the options describe. The study is one of the literature, or a JSON file of one's own.
 *
 * @throws {InputError} when the study, an option or a recipe is wrong.
 */
export async function planOf(name: string, flags: PlanFlags): Promise<StudyPlan> {
  const { planStudy, readStudy, studyById } = await import('@tombola/studies');
  const { networkByName } = await import('./network');
  const study: Study = name.endsWith('.json') ? readStudy(await readJson(name)) : studyById(name);
  const { scale, seeds, draws, network, dataset, steps, levels, set } = flags;
  return planStudy(study, {
    scale,
    ...(seeds === undefined ? {} : { seeds }),
    ...(draws === undefined ? {} : { draws }),
    changes: withNetwork(
      network === undefined ? undefined : networkByName(network),
      changesFrom([
        ...(dataset === undefined ? [] : [`dataset.name=${dataset}`]),
        ...(steps === undefined ? [] : [`steps=${steps}`]),
        ...(levels === undefined ? [] : [`method.levels=${levels}`]),
        ...set,
      ]),
    ),
  });
}

/** The changes, and the network beside them. */
function withNetwork(network: object | undefined, changes: Record<string, unknown>): Record<string, unknown> {
  return network === undefined ? changes : { network, ...changes };
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new InputError(
      { what: 'this study cannot be read', value: path, expected: 'a JSON file', mend: (error as Error).message },
      { cause: error },
    );
  }
}

/** The same study as a command line, for reports. */
export function commandLine(plan: StudyPlan, name: string, flags: PlanFlags): string {
  const { scale, draws, network, dataset, steps, levels, set } = flags;
  const option = (flag: string, value: string | number | undefined) =>
    value === undefined ? [] : [`--${flag} ${value}`];
  return [
    `tombola study run ${name} --scale ${scale}`,
    ...(flags.seeds === undefined ? [] : [`--seeds ${plan.seeds.join(',')}`]),
    ...option('draws', draws),
    ...option('network', network),
    ...option('dataset', dataset),
    ...option('steps', steps),
    ...option('levels', levels),
    ...set.map((change) => `--set ${change}`),
  ].join(' ');
}

async function runStudyCommand(context: Context, flags: RunFlags, name: string): Promise<Output> {
  const plan = await planOf(name, flags);
  await trainStudy(context, plan, flags.jobs);
  return reportOutput(context, plan, commandLine(plan, name, flags));
}

async function showStudy(context: Context, flags: PlanFlags, name: string): Promise<Output> {
  const plan = await planOf(name, flags);
  return reportOutput(context, plan, commandLine(plan, name, flags));
}

/**
 * Trains what is missing of a study in child processes, with progress.
 *
 * @throws {FailedError} when trainings failed; all others are stored.
 */
export async function trainStudy(context: Context, plan: StudyPlan, jobs?: number): Promise<void> {
  const { jobKey, runStudy } = await import('@tombola/studies');
  const { FailedError, Interrupted } = await import('./problem');
  await prepareData(context, plan);
  const progress = context.progress(`${plan.study.id} ${plan.scale}`);
  let [total, done] = [0, 0];
  const outcome = await runStudy(plan, {
    entry: context.script('trial-process'),
    results: context.resultsFolder,
    slots: jobs ?? availableParallelism(),
    signal: context.signal,
    ...(context.data === undefined ? {} : { data: context.data }),
    onEvent: (event) => {
      if (event.type === 'planned') total = event.steps;
      if (event.type === 'progress') done += event.gained;
      if (total > 0) progress.update(done, total, 'steps');
    },
  });
  progress.finish();
  if (outcome.interrupted) throw new Interrupted();
  const [first] = outcome.failures;
  if (first !== undefined) {
    const more = outcome.failures.length + outcome.blocked.length - 1;
    const { what, value, expected, mend } = first.error.problem ?? {
      what: first.error.message.replace(/\.$/, ''),
      expected: 'every training to end',
    };
    const rest = `${more === 0 ? 'All others are' : `${more} more could not run; the rest is`} stored; the same command tries again.`;
    throw new FailedError({
      what: `the training of ${jobKey(first.job)} failed: ${what}`,
      value,
      expected,
      mend: mend === undefined ? rest : `${mend} ${rest}`,
    });
  }
}

/** Draws or finds the data once, so that no two processes do it at a time, and a missing one is said at once. */
async function prepareData(context: Context, plan: StudyPlan): Promise<void> {
  const { loadDataset } = await import('@tombola/datasets');
  for (const name of new Set(plan.arms.flatMap(({ recipes }) => recipes.map(({ dataset }) => dataset.name)))) {
    const progress = context.progress(name);
    const { notes } = await loadDataset(name, {
      ...(context.data === undefined ? {} : { data: context.data }),
      onProgress: (done, total) => progress.update(done, total, 'images'),
    });
    progress.finish();
    if (!context.quiet && !context.json) for (const note of notes) process.stderr.write(`${name}: ${note}\n`);
  }
}

/** What is stored of a study, written as a report and handed to the shell. */
export async function reportOutput(context: Context, plan: StudyPlan, command: string): Promise<Output> {
  const { numbersOf, reportJson, reportStudy, toText, writeReport } = await import('@tombola/studies');
  const report = await reportStudy(plan, context.resultsFolder);
  if (report === undefined) {
    throw new InputError({
      what: `nothing of this study is stored in ${context.resultsFolder}`,
      expected: 'finished levels',
      mend: `Run it: ${command}`,
    });
  }
  const folder = await writeReport(report, context.resultsFolder, command);
  return {
    value: { ...reportJson(report), folder, figure: `${folder}/figure.svg` },
    text: () =>
      [
        `${plan.study.title} (${plan.scale}, ${plan.seeds.length} seed${plan.seeds.length === 1 ? '' : 's'}, ${report.levels.length} trained levels)`,
        ...report.tables.map((table) => toText(table).trimEnd()),
        [
          'Claims',
          ...report.claims.map(
            (claim) =>
              `  ${claim.verdict.padEnd(13)} ${claim.sentence}\n  ${''.padEnd(13)} ${numbersOf(claim)} ${claim.reason}`,
          ),
        ].join('\n'),
        `Figure, tables and report: ${folder}`,
      ].join('\n\n'),
  };
}
