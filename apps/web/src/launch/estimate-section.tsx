'use client';
import type { Device, StudyEstimate } from '@tombola/shared';
import type { ReactNode } from 'react';
import { passes } from '../api/problem';
import { classNames } from '../lib/class-names';
import { formatCompact, formatCount, formatDuration } from '../lib/format';
import { Section } from '../ui/section';
import { ErrorNotice, Skeleton } from '../ui/states';
import type { UsedEstimate } from './use-estimate';

interface EstimateSectionProps {
  readonly used: UsedEstimate;
  readonly device: Device;
  /** Whether the form says something that can be launched. */
  readonly complete: boolean;
  /** The fields that are wrong. */
  readonly wrong: readonly string[];
  readonly children: ReactNode;
}

/** What it would take, before it is launched, and the button that does it. */
export function EstimateSection({ used, device, complete, wrong, children }: EstimateSectionProps) {
  const { estimate, current, error, retry } = used;
  return (
    <Section title="What it takes" id="estimate">
      <div className="flex flex-col gap-4" aria-live="polite" aria-busy={complete && !current && error === null}>
        {error !== null && complete ? (
          <ErrorNotice error={error} {...(passes(error) && { retry })} />
        ) : estimate === undefined || !complete ? (
          complete ? (
            <Skeleton className="h-44" />
          ) : (
            <p className="h-44 text-sm text-soft">An estimate comes when the form is complete.</p>
          )
        ) : (
          <Figures estimate={estimate} device={device} pale={!current} />
        )}
        {wrong.length > 0 && <p className="text-sm text-bad">To mend: {wrong.join(', ').toLowerCase()}.</p>}
        {children}
      </div>
    </Section>
  );
}

const bases: Readonly<Record<StudyEstimate['basis'], string>> = {
  'same network': 'measured on trainings of the same network',
  'other networks': 'measured on trainings of other networks',
  none: 'nothing was trained on this kind of machine yet',
};

function Figures({ estimate, device, pale }: { estimate: StudyEstimate; device: Device; pale: boolean }) {
  const { trials, levels, levelsStored, steps, flops, minutes, slots, basis } = estimate;
  const stored = levelsStored === levels ? 'all stored already' : `${formatCount(levelsStored)} stored already`;
  return (
    <>
      <dl className={classNames('grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-sm', pale && 'text-soft')}>
        <Fact name="Trials">{formatCount(trials)}</Fact>
        <Fact name="Levels" more={levelsStored > 0 ? stored : undefined}>
          {formatCount(levels)}
        </Fact>
        <Fact name="Steps to do">{formatCompact(steps)}</Fact>
        <Fact name="Operations" more="of the weights alone">
          {flops === 0 ? '0' : `${formatCompact(flops)} FLOP`}
        </Fact>
        <Fact name="Time" more={steps === 0 ? undefined : bases[basis]}>
          {steps === 0 ? 'none' : minutes === null ? 'unknown' : `≈ ${formatDuration(minutes * 60)}`}
        </Fact>
        <Fact
          name="Slots"
          more={slots === 0 ? `of no live ${device} worker; time as on one` : `of the live ${device} workers`}
        >
          {formatCount(slots)}
        </Fact>
      </dl>
      {slots === 0 && (
        <p className="rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
          No worker of the device {device} is live: the study would wait for one. Start one with{' '}
          <code className="font-mono text-xs">npx tombola worker{device === 'gpu' && ' --device gpu'}</code>.
        </p>
      )}
    </>
  );
}

function Fact({ name, more, children }: { name: string; more?: string | undefined; children: ReactNode }) {
  return (
    <>
      <dt className="text-soft">{name}</dt>
      <dd className="text-right tabular-nums">
        {children}
        {more !== undefined && <span className="block text-xs text-soft">{more}</span>}
      </dd>
    </>
  );
}
