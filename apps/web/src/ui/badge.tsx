import type { LevelState, StudyState } from '@tombola/shared';
import type { ReactNode } from 'react';
import { classNames } from '../lib/class-names';

export type Tone = 'neutral' | 'accent' | 'good' | 'warn' | 'bad';

const tones: Readonly<Record<Tone, string>> = {
  neutral: 'bg-sunken text-soft',
  accent: 'bg-accent-soft text-accent',
  good: 'bg-good-soft text-good',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
};

export function Badge({ tone = 'neutral', children, title }: { tone?: Tone; children: ReactNode; title?: string }) {
  return (
    <span
      title={title}
      className={classNames(
        'inline-flex items-center gap-1 rounded-full px-2 py-0.5 text-xs font-medium whitespace-nowrap',
        tones[tone],
      )}
    >
      {children}
    </span>
  );
}

/** States have a sign besides their colour. */
const states: Readonly<Record<LevelState | StudyState, readonly [Tone, string]>> = {
  blocked: ['neutral', '○'],
  queued: ['neutral', '◔'],
  running: ['accent', '▶'],
  paused: ['warn', '‖'],
  done: ['good', '✓'],
  failed: ['bad', '✕'],
  cancelled: ['neutral', '⊘'],
};

export function StateBadge({ state }: { readonly state: LevelState | StudyState }) {
  const [tone, sign] = states[state];
  return (
    <Badge tone={tone}>
      <span aria-hidden="true">{sign}</span>
      {state}
    </Badge>
  );
}

/** A claim's verdict. */
export function VerdictBadge({ verdict }: { readonly verdict: 'holds' | 'does not hold' | 'not decided' }) {
  const [tone, sign] = ({ holds: ['good', '✓'], 'does not hold': ['bad', '✕'], 'not decided': ['warn', '?'] } as const)[
    verdict
  ];
  return (
    <Badge tone={tone}>
      <span aria-hidden="true">{sign}</span>
      {verdict}
    </Badge>
  );
}
