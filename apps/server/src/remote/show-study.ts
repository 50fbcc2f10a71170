import { InputError } from '@tombola/shared';
import type { Output } from '../cli/output';
import type { ServerContext } from '../cli/shell';
import type { PlanFlags } from '../cli/study-options';
import type { StudyDetail } from '../client/api';
import type { Client } from '../client/client';
import { TombolaError } from '../client/error';
import { reportOutput } from './report';

/** `study show` on a server: how far a study is, and its report as far as there is one. */
export async function showStudy(client: Client, context: ServerContext, flags: PlanFlags, id: string): Promise<Output> {
  noPlanFlags(flags);
  const study = await client.studies.get.query({ study: id });
  try {
    const report = await reportOutput(client, context, study);
    return { value: { ...study, report: report.value }, text: () => `${stateOf(study)}\n\n${report.text!()}` };
  } catch (error) {
    // Nothing that the figure shows is done.
    if (error instanceof TombolaError && error.code === 'CONFLICT')
      return { value: { ...study, report: null }, text: () => stateOf(study) };
    throw error;
  }
}

/** A study of a server is what it is. @throws {InputError} for options that would make another of it. */
function noPlanFlags({ seeds, draws, network, dataset, steps, levels, set }: PlanFlags): void {
  const given = Object.entries({ seeds, draws, network, dataset, steps, levels, set: set[0] });
  const [first] = given.filter(([, value]) => value !== undefined);
  if (first === undefined) return;
  throw new InputError({
    what: `--${first[0]} says what a study is; a study of a server has an id`,
    value: first[1],
    expected: 'the id alone',
    mend: 'See `tombola study list`.',
  });
}

/** How far a study is, in a few lines. */
export function stateOf({ id, name, state, levels, levelsDone, steps, stepsDone, failures }: StudyDetail): string {
  const percent = Math.floor((100 * stepsDone) / Math.max(1, steps));
  return [
    `${id}  ${name}`,
    `${state}: ${levelsDone} of ${levels} levels done, ${percent} % of ${steps.toLocaleString('en-US')} steps`,
    ...failures.map(({ level, error }) => `  ${level} failed: ${error?.message ?? 'without a word'}`),
  ].join('\n');
}
