import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Command } from 'commander';
import writeFileAtomic from 'write-file-atomic';
import type { Context } from './context';
import { onServer } from './on-server';
import type { Output } from './output';
import type { Group } from './shell';

/** `tombola export`: a trained ticket as an ONNX file. */
export const exportCommand: Group = (shell) =>
  new Command('export')
    .description('write the trained network of a level as an ONNX file, its mask folded in')
    .argument('<level>', 'RECIPE/seed-S/level-L, or RECIPE/seed-S for its last finished level; RECIPE-sS-lL as well')
    .option(
      '-o, --output <file>',
      'the file to write (default: model.onnx beside the level’s other files; from a server, LEVEL.onnx here)',
    )
    .action(
      shell.action(
        exportLevel,
        onServer(async () => (await import('../remote/export')).exportLevel),
      ),
    );

async function exportLevel(context: Context, { output }: { output?: string }, name: string): Promise<Output> {
  const { findLevel, jobKey, Results, shipLevel, Workbench } = await import('@tombola/studies');
  const { describeOnnx } = await import('@tombola/deploy');
  const { job, result } = await findLevel(context.resultsFolder, name);
  const results = new Results(context.resultsFolder);
  const workbench = new Workbench({
    readingThread: context.script('reading-thread'),
    ...(context.data === undefined ? {} : { data: context.data }),
  });
  try {
    const bytes = await shipLevel(job, result, results, await workbench.for(job.recipe));
    const path = resolve(output ?? results.path(job, 'model.onnx'));
    await mkdir(dirname(path), { recursive: true });
    await writeFileAtomic(path, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    const { weights } = describeOnnx(bytes, path);
    const value = { file: path, trial: jobKey(job), bytes: bytes.length, weights };
    return {
      value,
      text: () =>
        `${path}\n${bytes.length.toLocaleString('en-US')} bytes, ${weights.nonzero.toLocaleString('en-US')} of ` +
        `${weights.total.toLocaleString('en-US')} weights (${(weights.density * 100).toFixed(2)} %), from ${jobKey(job)}\n` +
        `Check it: tombola verify ${path}`,
    };
  } finally {
    await workbench.dispose();
  }
}
