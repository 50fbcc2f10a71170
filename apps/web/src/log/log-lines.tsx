'use client';
import { groupBy } from '@tombola/shared';
import { useMemo } from 'react';
import { capitalise } from '../lib/words';
import { StateBadge } from '../ui/badge';
import { Link } from '../ui/link';
import type { LogEntry } from './log-entries';

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'full' });
const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

/** Lines of a log under their days, by the reader's clock. */
export function LogLines({ entries }: { readonly entries: readonly LogEntry[] }) {
  const days = useMemo(() => [...groupBy(entries, ({ at }) => day.format(new Date(at)))], [entries]);
  return (
    <div className="flex flex-col gap-5">
      {days.map(([name, lines]) => (
        <section key={name} aria-label={name}>
          <h3 className="mb-1 text-sm font-medium text-soft">{name}</h3>
          <ol className="divide-y divide-rule/60 text-sm">
            {lines.map((entry) => (
              <LogLine key={entry.id} entry={entry} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function LogLine({ entry: { at, state, subject, words, wrong } }: { readonly entry: LogEntry }) {
  return (
    <li className="grid grid-cols-[5.5rem_minmax(0,1fr)] items-baseline gap-x-3 py-1 sm:grid-cols-[6.5rem_6.5rem_minmax(0,1fr)]">
      <time dateTime={at} title={new Date(at).toLocaleString()} className="text-xs text-soft tabular-nums">
        {time.format(new Date(at))}
      </time>
      <span className="max-sm:hidden">{state && <StateBadge state={state} />}</span>
      <p className="[overflow-wrap:anywhere]">
        {subject && (
          <>
            <Link href={subject.href} className="font-medium">
              {capitalise(subject.words)}
            </Link>{' '}
          </>
        )}
        {words}
        {wrong !== undefined && <span className="block text-bad">{wrong}</span>}
      </p>
    </li>
  );
}
