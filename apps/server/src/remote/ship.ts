import { join } from 'node:path';
import type { LevelResult } from '@tombola/shared';
import type { VerifyReport } from '@tombola/deploy';
import type { Output } from '../cli/output';
import { FailedError } from '../cli/problem';
import type { ServerContext } from '../cli/shell';
import type { Client } from '../client/client';
import { write } from './export';

interface Reported {
  readonly levels: readonly (Pick<LevelResult, 'key' | 'seed' | 'level' | 'density' | 'metrics'> & {
    readonly arm: string;
    readonly draw: number;
  })[];
}

/**
 * Exports the ticket of a study that is worth shipping, has it verified, and fetches the file.
 *
 * @param report what `followStudy` handed back
 * @throws {FailedError} when the exported file is not what was trained.
 */
export async function ship(client: Client, context: ServerContext, study: string, report: Output): Promise<Output> {
  const { chooseTicket } = await import('@tombola/studies');
  const { verifyText } = await import('../cli/verify');
  const { levels } = report.value as Reported;
  const chosen = chooseTicket(
    levels.map(({ arm, draw, ...result }) => ({
      arm,
      draw,
      result: { ...result, format: 'tombola-level-1' as const, layers: {}, history: [], record: {} },
    })),
    'ticket',
  );
  if (chosen === undefined) return report;
  const { key, density } = chosen.result;
  const level = key.replace('/seed-', '-s').replace('/level-', '-l');
  const { id } = await client.exports.create.mutate({ level });
  const done = await client.waitForExport(id, { signal: context.signal });
  if (done.state !== 'done' || done.artifact === null || done.verified !== true) {
    throw new FailedError({
      what: `the exported file of ${level} is not what was trained`,
      value: done.error?.message ?? done.verification,
      expected: 'every check to pass',
    });
  }
  const file = join(context.resultsFolder, `${level}.onnx`);
  await write(file, await client.downloadArtifact(done.artifact.id, { signal: context.signal }));
  const verification = done.verification as unknown as VerifyReport;
  return {
    value: {
      study,
      report: report.value,
      exported: { file, trial: level, density, sha256: done.artifact.sha256, verification },
    },
    text: () =>
      [
        report.text!(),
        `Shipped (the sparsest ticket that validates as well as dense, else the best): ${(density * 100).toFixed(1)} % of the weights, ` +
          `${((verification.accuracy ?? NaN) * 100).toFixed(2)} % of all test images right\n  ${file}\n${verifyText(verification)}`,
        nextSteps(client.url, level, file),
      ].join('\n\n'),
  };
}

function nextSteps(url: string, level: string, file: string): string {
  return [
    'Next, in another terminal:',
    `  npx tombola --server ${url} trial show ${level.replace(/-l\d+$/, '')}`,
    `  npx tombola --server ${url} study run lth --scale smoke --follow`,
    `  npx tombola --server ${url} study run lth --dataset mnist --follow      with real digits: README, "MNIST and other data"`,
    `  npx tombola describe model ${file}`,
    `  curl ${url}/api/v1/openapi.json                        everything that the server can be asked`,
  ].join('\n');
}
