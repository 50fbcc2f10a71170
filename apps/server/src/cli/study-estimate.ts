import type { Cost } from '@tombola/studies';
import type { Context } from './context';
import type { Output } from './output';
import { planOf } from './study';
import { noLaunchFlags, type RunFlags } from './study-server';

/** `study estimate` without a server: what running a study takes, and how much of it is stored. Nothing is trained. */
export async function estimateStudy(context: Context, flags: RunFlags, name: string): Promise<Output> {
  noLaunchFlags(flags);
  const { costOf, jobsOfStudy, recordsOf, Results } = await import('@tombola/studies');
  const plan = await planOf(name, flags);
  const jobs = jobsOfStudy(plan);
  const results = new Results(context.resultsFolder);
  const stored = await Promise.all(jobs.map((job) => results.isDone(job)));
  const recorded = recordsOf(plan.study.id).find((record) => record.planHash === plan.hash)?.trainingSeconds;
  const value = {
    study: plan.study.id,
    scale: plan.scale,
    all: costOf(jobs),
    left: costOf(jobs.filter((_, i) => stored[i] === false)),
    recordedSeconds: recorded ?? null,
  };
  return { value, text: () => describe(value) };
}

function describe({ all, left, recordedSeconds }: { all: Cost; left: Cost; recordedSeconds: number | null }): string {
  const count = (value: number) => value.toLocaleString('en-US');
  const inWords = ({ trainings, steps, flops }: Cost) =>
    `${count(trainings)} trainings, ${count(steps)} optimizer steps, ${flops.toExponential(1)} floating-point operations`;
  const done = all.trainings - left.trainings;
  const rest = left.trainings === 0 ? 'All are stored.' : `${count(done)} are stored; to do: ${inWords(left)}.`;
  return [
    `${inWords(all)}.`,
    done === 0 ? 'Nothing of it is stored.' : rest,
    ...(recordedSeconds === null
      ? []
      : [`When we ran the same, the trainings took ${count(recordedSeconds)} s of one core.`]),
  ].join('\n');
}
