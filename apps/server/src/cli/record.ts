import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { InputError } from '@tombola/shared';
import { Command } from 'commander';
import type { Context } from './context';
import type { Output } from './output';
import type { Group } from './shell';
import { commandLine, planOf } from './study';
import { planOptions, type PlanFlags } from './study-options';

/** `tombola study record`: for who writes a study of the literature. */
export const recordCommand: Group = (shell) =>
  planOptions(new Command('record').arguments('<study> <file>'))
    .description('write what is stored of a finished study as the record that is shown before anybody has run it')
    .action(shell.action(record));

async function record(context: Context, flags: PlanFlags, name: string, file: string): Promise<Output> {
  const { masksIn, recordStudy, Results, studyLevels, studyPictures } = await import('@tombola/studies');
  const plan = await planOf(name, flags);
  const levels = await studyLevels(plan, context.resultsFolder);
  const command = commandLine(plan, name, flags);
  const pictures = await studyPictures(plan, masksIn(new Results(context.resultsFolder)));
  const value = recordStudy(plan, levels, { command, recordedAt: new Date().toISOString() }, pictures);
  const path = resolve(file);
  await writeFile(path, `${JSON.stringify(value, null, 2)}\n`).catch((error: unknown) => {
    throw new InputError({ what: 'this file cannot be written', value: path, expected: 'a file' }, { cause: error });
  });
  return { value: { file: path, ...value }, text: () => `${path}: ${levels.length} levels` };
}
