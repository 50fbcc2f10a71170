import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { VerifyReport } from '@tombola/deploy';
import { InputError } from '@tombola/shared';
import { Command } from 'commander';
import type { Context } from './context';
import { onServer } from './on-server';
import type { Output } from './output';
import type { Group } from './shell';

/** `tombola verify`: an exported file against the training that it came from. */
export const verifyCommand: Group = (shell) =>
  new Command('verify')
    .description('run an exported ONNX file in onnxruntime against the trainer’s own forward pass on the test set')
    .argument('<file>', 'the ONNX file; with --server also a level, whose export is verified there')
    .option('--trial <level>', 'the level that it came from (default: what the file says)')
    .action(
      shell.action(
        verifyFile,
        onServer(async () => (await import('../remote/export')).verifyLevel),
      ),
    );

async function verifyFile(context: Context, { trial }: { trial?: string }, file: string): Promise<Output> {
  const { findLevel, jobKey, levelSpeed, Results, speedText, verifyLevel, Workbench } =
    await import('@tombola/studies');
  const path = resolve(file);
  const { job, result } = await findLevel(context.resultsFolder, trial ?? (await trialIn(path)));
  const workbench = new Workbench({
    readingThread: context.script('reading-thread'),
    ...(context.data === undefined ? {} : { data: context.data }),
  });
  try {
    const bench = await workbench.for(job.recipe);
    const results = new Results(context.resultsFolder);
    const report = await verifyLevel(path, job, result, results, bench);
    const speed = report.ok ? await levelSpeed(path, job, result, results, bench) : undefined;
    const lines = [`${path}, exported from ${jobKey(job)}`, verifyText(report)];
    if (speed !== undefined) lines.push(`It takes ${speedText(speed)}`);
    return {
      value: { file: path, trial: jobKey(job), ...report, ...(speed !== undefined && { speed }) },
      failed: !report.ok,
      text: () => lines.join('\n'),
    };
  } finally {
    await workbench.dispose();
  }
}

/** The trial that an exported file names in its metadata. */
async function trialIn(path: string): Promise<string> {
  const { decodeModel } = await import('@tombola/engine');
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new InputError({ what: 'this file cannot be read', value: path, expected: 'an ONNX file' }, { cause: error });
  });
  const { trial } = decodeModel(bytes, path).metadata;
  if (trial !== undefined) return trial;
  throw new InputError({
    what: `${path} does not say which trial it came from`,
    expected: 'the metadata entry trial',
    mend: 'Name it: --trial RECIPE/seed-S/level-L.',
  });
}

/** A verification as people read it: a line a check. */
export function verifyText(report: VerifyReport): string {
  const lines = report.checks.map(
    ({ name, ok, detail }) => `  ${ok ? 'ok    ' : 'FAILED'} ${name.padEnd(9)} ${detail}`,
  );
  return [...lines, report.ok ? 'verified' : 'NOT verified'].join('\n');
}
