'use client';
import { formatDensity } from '../lib/format';
import { useShortcut } from '../shell/shortcuts';
import { Button } from '../ui/button';
import { neighbours } from './levels';
import type { TrialLevels } from './use-levels';

/** Goes through the levels of a trial: by buttons, by `[` and `]`, by a slider. */
export function LevelStepper({ current, around }: { readonly current: string; readonly around: TrialLevels }) {
  const { levels, go } = around;
  const { index, previous, next } = neighbours(levels, current);
  // From where the address is: keys may come faster than pages.
  const step = (which: 'previous' | 'next') => {
    const to = neighbours(levels, window.location.pathname.split('/').at(2) ?? current)[which];
    if (to !== undefined) go(to.id, 'push');
  };
  useShortcut('[', 'previous level', () => step('previous'), levels.length > 1);
  useShortcut(']', 'next level', () => step('next'), levels.length > 1);
  const here = levels[index];
  return (
    <nav
      aria-label="Levels of the trial"
      className="sticky top-14 z-20 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg border border-rule bg-surface px-3 py-1.5"
    >
      <Button
        kind="ghost"
        square
        aria-label="Previous level"
        title="Previous level ( [ )"
        disabled={previous === undefined}
        onClick={() => step('previous')}
      >
        ←
      </Button>
      <input
        type="range"
        aria-label="Level"
        aria-valuetext={here && `level ${here.level}, ${formatDensity(here.density)} of the weights`}
        min={0}
        max={Math.max(0, levels.length - 1)}
        value={Math.max(0, index)}
        disabled={levels.length < 2}
        onChange={(event) => go(levels[Number(event.target.value)]!.id, 'replace')}
        className="h-6 min-w-24 flex-1 accent-[var(--accent)]"
      />
      <Button
        kind="ghost"
        square
        aria-label="Next level"
        title="Next level ( ] )"
        disabled={next === undefined}
        onClick={() => step('next')}
      >
        →
      </Button>
      <span className="min-w-44 text-sm tabular-nums">
        {here === undefined ? (
          <span className="text-soft">Levels</span>
        ) : (
          <>
            <span className="font-medium">Level {here.level}</span>
            <span className="text-soft"> of {levels.at(-1)!.level}</span> · {formatDensity(here.density)} left
          </>
        )}
      </span>
    </nav>
  );
}
