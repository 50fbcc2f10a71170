import { availableParallelism } from 'node:os';
import type { Study, StudyPlan } from '@tombola/studies';
import { InputError } from '@tombola/shared';
import { Command } from 'commander';
import { quote } from '../shell-word';
import { positiveInteger } from './arguments';
import type { Context } from './context';
import { onServer } from './on-server';
import type { Output } from './output';
import type { Group } from './shell';
import { declarationIn, isFile } from './declaration';
import { optionsOf, planOptions, type PlanFlags } from './study-options';
import {
  addServerCommands,
  launchOptions,
  listOptions,
  noLaunchFlags,
  type ListFlags,
  type RunFlags,
} from './study-server';

export type { PlanFlags } from './study-options';

/** `tombola study`: the literature, run and read. */
export const studyCommand: Group = (shell) => {
  const study = new Command('study').description('run the studies of the literature, and read what they found');
  listOptions(study.command('list').description('every study, its question and its scales; with --server, what it has'))
    .option('--presets', 'the studies of the literature that a server can run')
    .action(
      shell.action<[], ListFlags>(
        listStudies,
        onServer(async () => (await import('../remote/list-studies')).listStudies),
      ),
    );
  launchOptions(planOptions(study.command('run <study>')))
    .description('train what is missing of a study, then show its tables, claims and figure')
    .option('--jobs <n>', 'trainings at a time (default: one a core); not with --server', positiveInteger)
    .option('--follow', 'with --server: show progress and wait for the end, as without a server')
    .action(
      shell.action(
        runStudyCommand,
        onServer(async () => (await import('../remote/run-study')).runStudy),
      ),
    );
  planOptions(study.command('show <study>'))
    .description('tables, claims and figure of what is stored of a study; with --server, of the study of this id')
    .action(
      shell.action(
        showStudy,
        onServer(async () => (await import('../remote/show-study')).showStudy),
      ),
    );
  launchOptions(planOptions(study.command('estimate <study>')))
    .description('what running a study would take, and how much of it is done; with --server, how long there')
    .action(
      shell.action<[string], RunFlags>(
        async (context, flags, name) => (await import('./study-estimate')).estimateStudy(context, flags, name),
        onServer(async () => (await import('../remote/estimate')).estimateStudy),
      ),
    );
  addServerCommands(study, shell);
  return study;
};

async function listStudies(): Promise<Output> {
  const { literature } = await import('@tombola/studies');
  const { presetsText } = await import('./presets-text');
  const value = Object.values(literature).map(({ id, title, question, citation, scales: known, arms, claims }) => ({
    id,
    title,
    question,
    citation,
    scales: Object.fromEntries(Object.entries(known).map(([name, scale]) => [name, scale.description])),
    arms: arms.map((arm) => arm.label),
    claims: claims.map((claim) => claim.sentence),
  }));
  return { value, text: () => presetsText(value) };
}

/**
 * The plan that the options describe. The study is one of the literature, or a file of one's own.
 *
 * @throws {InputError} when the study, an option or a recipe is wrong.
 */
export async function planOf(name: string, flags: PlanFlags): Promise<StudyPlan> {
  const { checkChanges, planStudy, readDeclaration, studyById } = await import('@tombola/studies');
  const study: Study = isFile(name) ? readDeclaration(await declarationIn(name)) : studyById(name);
  const options = await optionsOf(flags);
  checkChanges(study, options);
  return planStudy(study, options);
}

/** The same study as a command line, for reports. */
export function commandLine(plan: StudyPlan, name: string, flags: PlanFlags): string {
  const { scale, draws, network, dataset, steps, levels, set } = flags;
  const option = (flag: string, value: string | number | undefined) =>
    value === undefined ? [] : [`--${flag} ${quote(String(value))}`];
  return [
    `tombola study run ${quote(name)} --scale ${scale}`,
    ...(flags.seeds === undefined ? [] : [`--seeds ${plan.seeds.join(',')}`]),
    ...option('draws', draws),
    ...option('network', network),
    ...option('dataset', dataset),
    ...option('steps', steps),
    ...option('levels', levels),
    ...set.map((change) => `--set ${quote(change)}`),
  ].join(' ');
}

async function runStudyCommand(context: Context, flags: RunFlags, name: string): Promise<Output> {
  noLaunchFlags(flags);
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
  const { jobKey, recipesOf, runStudy } = await import('@tombola/studies');
  const { FailedError, Interrupted } = await import('./problem');
  const { prepareData } = await import('./prepare-data');
  await prepareData(
    context,
    plan.arms.flatMap(({ recipes }) => recipes.flatMap(recipesOf).map(({ dataset }) => dataset)),
  );
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

/** What is stored of a study, written as a report and handed to the shell. */
export async function reportOutput(context: Context, plan: StudyPlan, command: string): Promise<Output> {
  const { reportJson, reportStudy, trainingsOf, writeReport } = await import('@tombola/studies');
  const { reportText } = await import('./report-text');
  const report = await reportStudy(plan, context.resultsFolder);
  if (report === undefined) {
    throw new InputError({
      what: `nothing of this study is stored in ${context.resultsFolder}`,
      expected: 'finished levels',
      mend: `Run it: ${command}`,
    });
  }
  const folder = await writeReport(report, context.resultsFolder, command);
  const text = await reportText({
    title: plan.study.title,
    scale: plan.scale,
    seeds: plan.seeds.length,
    trainings: trainingsOf(report.levels),
    testImages: report.testImages,
    tables: report.tables,
    claims: report.claims,
    headlines: report.headlines,
    folder,
  });
  const figure = report.figure === undefined ? null : `${folder}/figure.svg`;
  return { value: { ...reportJson(report), folder, figure }, text: () => text };
}
