'use client';
import type { AttemptOut, LevelOut } from '@tombola/shared';
import { useEffect, useRef } from 'react';
import { download } from '../lib/download';
import { formatCount, formatDuration } from '../lib/format';
import { Badge, type Tone } from '../ui/badge';
import { Button } from '../ui/button';
import { Progress } from '../ui/progress';
import { Ago } from '../ui/time';
import { MessageNotice } from './message-notice';

interface AttemptCardProps {
  readonly level: LevelOut;
  readonly attempt: AttemptOut;
  /** Where the level is now. */
  readonly step: number;
  /** Its name. */
  readonly worker: string;
}

const tones: Readonly<Record<string, Tone>> = {
  done: 'good',
  failed: 'bad',
  crashed: 'bad',
  lost: 'warn',
  released: 'neutral',
};

/** One attempt at a level: who, when, how it ended, what it wrote. */
export function AttemptCard({ level, attempt, step, worker }: AttemptCardProps) {
  const { attempt: number, startedAt, endedAt, outcome, error, log } = attempt;
  const running = endedAt === null;
  const name = `Attempt ${number} at level ${level.level}`;
  return (
    <article aria-label={name} className="flex flex-col gap-2 rounded-md border border-rule p-3">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
        <h3 className="font-medium">Attempt {number}</h3>
        <Badge tone={running ? 'accent' : (tones[outcome ?? ''] ?? 'neutral')}>
          {running ? 'running' : (outcome ?? 'ended')}
        </Badge>
        <span className="text-soft">
          on <span className="text-ink">{worker}</span>
        </span>
        <span className="text-soft">
          began <Ago moment={startedAt} />
        </span>
        {endedAt !== null && (
          <span className="text-soft">took {formatDuration((Date.parse(endedAt) - Date.parse(startedAt)) / 1000)}</span>
        )}
        {log !== null && log !== '' && (
          <Button kind="ghost" className="ml-auto" onClick={() => download(`${level.id}-attempt-${number}.log`, log)}>
            Download log
          </Button>
        )}
      </header>
      {running && (
        <div className="flex flex-col gap-1 text-sm">
          <span className="tabular-nums" role="status">
            step {formatCount(step)} of {formatCount(level.steps)}
          </span>
          <Progress done={step} total={level.steps} what="steps" />
        </div>
      )}
      {error !== null && <MessageNotice {...error} />}
      {log !== null && log !== '' ? (
        <LogTail label={`Log of attempt ${number}`} log={log} />
      ) : (
        <p className="text-sm text-soft">
          {running ? 'Its log comes when the attempt ends; its curves are above.' : 'It wrote nothing.'}
        </p>
      )}
    </article>
  );
}

/** A log, seen from its end; it stays there while it grows, unless the reader has gone up. */
function LogTail({ label, log }: { readonly label: string; readonly log: string }) {
  const element = useRef<HTMLPreElement>(null);
  const atEnd = useRef(true);
  useEffect(() => {
    const { current } = element;
    if (current !== null && atEnd.current) current.scrollTop = current.scrollHeight;
  }, [log]);
  return (
    <pre
      ref={element}
      tabIndex={0}
      role="region"
      aria-label={label}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        atEnd.current = scrollTop + clientHeight >= scrollHeight - 8;
      }}
      className="max-h-80 overflow-auto rounded bg-sunken p-3 font-mono text-xs leading-relaxed"
    >
      {log}
    </pre>
  );
}
