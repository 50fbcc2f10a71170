'use client';
import { metricUnit, type TicketDetail } from '@tombola/shared';
import type { ReactNode } from 'react';
import { formatCount, formatDensity, formatMetricName, formatValue } from '../lib/format';
import { originOf } from '../provenance/origin';
import { repeats } from '../trial/lineage-words';
import { Link } from '../ui/link';
import { levelNumber } from './levels';
import type { TrialLevels } from './use-levels';

const mainMetrics = ['testAccuracyAtEarlyStop', 'testAccuracyAtEnd', 'earlyStopIteration'];

/** What a ticket is, where it comes from, how well it does. */
export function TicketFacts({ ticket, around }: { readonly ticket: TicketDetail; readonly around: TrialLevels }) {
  const { density, kept, total, trial, seed, studies, metrics, parent, level } = ticket;
  const origin = around.recipe && originOf(around.recipe, levelNumber(level), density);
  const shown = mainMetrics.filter((name) => metrics[name] !== undefined);
  return (
    <dl className="card grid grid-cols-2 sm:grid-cols-[repeat(auto-fill,minmax(13rem,1fr))] gap-x-6 gap-y-3 p-4 text-sm">
      <Fact name="Weights kept">
        <span className="text-base font-semibold tabular-nums">{formatDensity(density)}</span>{' '}
        <span className="tabular-nums">
          {formatCount(kept)} of {formatCount(total)}
        </span>
      </Fact>
      {shown.map((name) => (
        <Fact key={name} name={formatMetricName(name)}>
          <span className="text-base font-semibold tabular-nums">
            {formatValue(metrics[name], metricUnit(name))}
            {metricUnit(name) === 'percent' && ' %'}
          </span>
        </Fact>
      ))}
      <Fact name="Trial">
        <Link href={`/trials/${trial}`} className="font-mono">
          {trial}
        </Link>
        <span className="text-soft"> seed {seed}</span>
      </Fact>
      <Fact name="Starts from">{origin?.weights ?? '–'}</Fact>
      <Fact name="Mask">
        {origin?.mask ?? '–'}
        {parent !== null && (
          <>
            {around.recipe && repeats(around.recipe) ? '; repeats ' : ', '}
            <Link href={`/tickets/${parent}`} title={parent} className="underline">
              level {levelNumber(parent)}
            </Link>
          </>
        )}
      </Fact>
      <Fact name="Studies">
        {studies.length === 0 && <span className="text-soft">none now</span>}
        <ul>
          {studies.slice(0, 3).map(({ study, name, arm, label }) => (
            <li key={`${study} ${arm}`}>
              <Link href={`/studies/${study}`}>{name}</Link> <span className="text-soft">{label}</span>
            </li>
          ))}
        </ul>
        {studies.length > 3 && <span className="text-soft">and {studies.length - 3} more</span>}
      </Fact>
    </dl>
  );
}

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className="min-w-0">
    <dt className="text-xs text-soft first-letter:uppercase">{name}</dt>
    <dd className="[overflow-wrap:anywhere]">{children}</dd>
  </div>
);
