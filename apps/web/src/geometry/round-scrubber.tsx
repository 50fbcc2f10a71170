'use client';
import { formatDensity } from '../lib/format';
import { useShortcut } from '../shell/shortcuts';
import { Button } from '../ui/button';
import { StateBadge } from '../ui/badge';
import type { ArmNetworks } from './networks';
import type { PageLevel } from '../trials/study-trials';

interface RoundScrubberProps {
  readonly arm: ArmNetworks;
  readonly round: PageLevel | undefined;
  /** The newest one is shown, and the next as soon as it is there. */
  readonly follows: boolean;
  /** Null: the newest one. */
  readonly onGo: (level: number | null) => void;
}

/** Goes through the rounds of an arm: by buttons, by `[` and `]`, by a slider. */
export function RoundScrubber({ arm: { label, rounds }, round, follows, onGo }: RoundScrubberProps) {
  const place = rounds.findIndex(({ id }) => id === round?.id);
  const [previous, next] = [rounds[place - 1], place < 0 ? undefined : rounds[place + 1]];
  useShortcut('[', 'previous round', () => previous && onGo(previous.level), rounds.length > 1);
  useShortcut(']', 'next round', () => next && onGo(next.level), rounds.length > 1);
  const waits = rounds.some(({ state }) => state !== 'done');
  return (
    <nav
      aria-label="Rounds"
      className="sticky top-14 z-20 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg border border-rule bg-surface px-3 py-1.5"
    >
      <Button
        kind="ghost"
        square
        aria-label="Previous round"
        title="Previous round ( [ )"
        disabled={previous === undefined}
        onClick={() => previous && onGo(previous.level)}
      >
        ←
      </Button>
      <input
        type="range"
        aria-label="Round"
        aria-valuetext={round && `round ${round.level}, ${formatDensity(round.density ?? 1)} of the weights`}
        min={0}
        max={Math.max(0, rounds.length - 1)}
        value={Math.max(0, place)}
        disabled={rounds.length < 2}
        onChange={(event) => onGo(rounds[Number(event.target.value)]!.level)}
        className="h-6 min-w-24 flex-1 accent-[var(--accent)]"
      />
      <Button
        kind="ghost"
        square
        aria-label="Next round"
        title="Next round ( ] )"
        disabled={next === undefined}
        onClick={() => next && onGo(next.level)}
      >
        →
      </Button>
      <span className="min-w-44 text-sm tabular-nums">
        <span className="font-medium">{label}</span>
        {round && (
          <>
            <span className="text-soft">
              , round {round.level} of {rounds.at(-1)!.level}
            </span>
            {round.density !== null && ` · ${formatDensity(round.density)} left`}
          </>
        )}
      </span>
      {round && round.state !== 'done' && <StateBadge state={round.state} />}
      {waits && (
        <Button kind="ghost" aria-pressed={follows} disabled={follows} onClick={() => onGo(null)}>
          {follows ? 'Following' : 'Follow the newest'}
        </Button>
      )}
    </nav>
  );
}
