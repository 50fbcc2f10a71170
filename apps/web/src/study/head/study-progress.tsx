'use client';
import type { StudyPage } from '@tombola/shared';
import { formatCompact, formatCount, formatDuration } from '../../lib/format';
import { Ago } from '../../ui/time';
import { Progress } from '../../ui/progress';
import { useLiveProgress } from './use-time-left';

/** How far the study is: its levels, its optimizer steps, the time that it still takes. */
export function StudyProgress({ page }: { readonly page: StudyPage }) {
  const { state, levels, levelsDone, levelsFailed, levelsRunning, steps } = page.study;
  const { stepsDone, secondsLeft } = useLiveProgress(page);
  if (state === 'done') {
    return (
      <p className="min-h-6 text-sm text-soft tabular-nums">
        {formatCount(levels)} levels, {formatCompact(steps)} steps, <Remaining page={page} secondsLeft={undefined} />
      </p>
    );
  }
  const counts = [
    levelsRunning > 0 && `${formatCount(levelsRunning)} running`,
    levelsFailed > 0 && `${formatCount(levelsFailed)} failed`,
  ].filter(Boolean);
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-1.5 text-sm" role="group" aria-label="Progress">
      <Progress done={stepsDone} total={steps} what="steps" className="max-w-72 min-w-40 flex-1" />
      <p className="tabular-nums">
        <span className="font-medium">{formatCount(levelsDone)}</span> of {formatCount(levels)} levels
        {counts.length > 0 && <span className="text-soft"> ({counts.join(', ')})</span>}
      </p>
      <p
        className="text-soft tabular-nums"
        title={`${formatCount(stepsDone)} of ${formatCount(steps)} optimizer steps`}
      >
        {formatCompact(stepsDone)} of {formatCompact(steps)} steps
      </p>
      <p className="text-soft">
        <Remaining page={page} secondsLeft={secondsLeft} />
      </p>
    </div>
  );
}

function Remaining({ page, secondsLeft }: { readonly page: StudyPage; readonly secondsLeft: number | undefined }) {
  const { state, desired, levelsRunning, finishedAt, createdAt } = page.study;
  if (state === 'running' || state === 'queued') {
    if (secondsLeft !== undefined) {
      return (
        <span title="at the speed of the last minutes; steps of levels that failed are left out">
          about {formatDuration(Math.max(1, secondsLeft))} left
        </span>
      );
    }
    return state === 'queued' ? 'waits for a worker' : 'time left is not known yet';
  }
  if (desired !== 'run' && levelsRunning > 0) return 'what runs writes a checkpoint and stops';
  if (finishedAt === null) return null;
  const seconds = (Date.parse(finishedAt) - Date.parse(createdAt)) / 1000;
  return (
    <>
      ended <Ago moment={finishedAt} />,{' '}
      {seconds < 1 && state === 'done'
        ? 'for everything was there already'
        : `${formatDuration(seconds)} after its launch`}
    </>
  );
}
