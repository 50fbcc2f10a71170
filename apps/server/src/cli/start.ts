import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import writeFileAtomic from 'write-file-atomic';
import { FailedError } from './problem';
import type { Context } from './context';
import type { Output } from './output';
import type { Group } from './shell';
import { commandLine, planOf, reportOutput, trainStudy, type PlanFlags } from './study';
import { verifyText } from './verify';

/** `tombola start`: the first thing to run. */
export const startCommand: Group = (shell) =>
  new Command('start')
    .description('find winning tickets on glyphs, show what was found, export the best one and check it')
    .action(shell.action(start));

const flags: PlanFlags = { scale: 'quick', set: [] };

async function start(context: Context): Promise<Output> {
  const { chooseTicket, findLevel, jobKey, Results, shipLevel, studyLevels, verifyLevel, Workbench } =
    await import('@tombola/studies');
  const plan = await planOf('lth', flags);
  const started = performance.now();
  await trainStudy(context, plan);
  const seconds = (performance.now() - started) / 1000;
  const report = await reportOutput(context, plan, commandLine(plan, 'lth', flags));

  const chosen = chooseTicket(await studyLevels(plan, context.resultsFolder), 'ticket')!;
  const { job, result } = await findLevel(context.resultsFolder, chosen.result.key);
  const results = new Results(context.resultsFolder);
  const workbench = new Workbench(context.data === undefined ? {} : { data: context.data });
  try {
    const bench = await workbench.for(job.recipe);
    const path = join(dirname(results.path(job, '')), `ticket-level-${job.level}.onnx`);
    const bytes = await shipLevel(job, result, results, bench);
    await mkdir(dirname(path), { recursive: true });
    await writeFileAtomic(path, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    const verification = await verifyLevel(path, job, results, bench);
    if (!verification.ok) {
      throw new FailedError({
        what: `the exported file ${path} is not what was trained`,
        value: verifyText(verification),
        expected: 'every check to pass',
      });
    }
    const { density, metrics } = result;
    return {
      value: {
        report: report.value,
        seconds,
        exported: { file: path, trial: jobKey(job), density, metrics, verification },
      },
      text: () =>
        [
          report.text!(),
          `Shipped (the sparsest ticket that validates as well as dense, else the best): ${(density * 100).toFixed(1)} % of the weights, ` +
            `test accuracy ${((verification.accuracy ?? NaN) * 100).toFixed(2)} %\n  ${path}\n${verifyText(verification)}`,
          seconds > 2 ? `Trained in ${Math.round(seconds)} s.` : 'Everything was trained already.',
          nextSteps(jobKey(job), path),
        ].join('\n\n'),
    };
  } finally {
    await workbench.dispose();
  }
}

function nextSteps(trial: string, path: string): string {
  return [
    'Next:',
    `  npx tombola trial show ${trial.replace(/\/level-\d+$/, '')}`,
    `  npx tombola describe model ${path}`,
    '  npx tombola study run lth --dataset mnist --data DIR      with real digits: README, "MNIST and other data"',
    '  npx tombola study run lth --seeds 0-4 --set method.scope=global',
    '  npx tombola bench step --network lenet-300-100',
  ].join('\n');
}
