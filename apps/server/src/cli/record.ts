import { cpus } from 'node:os';
import { resolve } from 'node:path';
import { InputError } from '@tombola/shared';
import type { StudyLevel } from '@tombola/studies';
import { Command } from 'commander';
import writeFileAtomic from 'write-file-atomic';
import type { Context } from './context';
import type { Output } from './output';
import type { Group } from './shell';
import { commandLine, planOf } from './study';
import { optionsOf, planOptions, type PlanFlags } from './study-options';

/** `tombola study record`: for who writes a study of the literature. */
export const recordCommand: Group = (shell) =>
  planOptions(new Command('record').arguments('<study> <file>'))
    .description('write what is stored of a finished study as the record that is shown before anybody has run it')
    .action(shell.action(record));

async function record(context: Context, flags: PlanFlags, name: string, file: string): Promise<Output> {
  const { masksIn, recordStudy, Results, studyLevels, studyPictures, trainingSecondsOf } =
    await import('@tombola/studies');
  const plan = await planOf(name, flags);
  const levels = await studyLevels(plan, context.resultsFolder);
  const { changes, draws } = await optionsOf(flags);
  const pictures = await studyPictures(plan, masksIn(new Results(context.resultsFolder)));
  const made = {
    command: commandLine(plan, name, flags),
    changes,
    ...(draws !== undefined && { draws }),
    recordedAt: new Date().toISOString(),
    trainingSeconds: Math.round(await trainingSecondsOf(plan, context.resultsFolder)),
    machine: machineOf(levels),
  };
  const value = recordStudy(plan, levels, made, pictures);
  const path = resolve(file);
  await writeFileAtomic(path, `${JSON.stringify(value, null, 2)}\n`).catch((error: unknown) => {
    throw new InputError({ what: 'this file cannot be written', value: path, expected: 'a file' }, { cause: error });
  });
  return { value: { file: path, ...value }, text: () => `${path}: ${levels.length} levels` };
}

/** What levels were trained by, and on: engines, and the processor of this machine. */
function machineOf(levels: readonly StudyLevel[]): string {
  const engines = [...new Set(levels.flatMap(({ result }) => result.record.engine ?? []))];
  const [first] = cpus();
  return [...engines, `${cpus().length} cores of ${first?.model.trim() ?? 'an unknown processor'}`].join(', ');
}
