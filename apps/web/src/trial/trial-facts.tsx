'use client';
import type { TrialDetail } from '@tombola/shared';
import type { ReactNode } from 'react';
import { CopyButton } from '../ui/copy';
import { Link } from '../ui/link';
import { Ago } from '../ui/time';

/** What a trial is, and where it belongs. */
export function TrialFacts({ trial: { recipeHash, seed, studies, createdAt } }: { readonly trial: TrialDetail }) {
  return (
    <dl className="flex flex-wrap items-center gap-x-5 gap-y-1 text-sm">
      <Fact name="seed">{seed}</Fact>
      <Fact name="recipe">
        <span className="inline-flex items-center [&_button]:min-h-6 [&_button]:px-1.5 [&_button]:text-xs">
          <code className="font-mono text-xs">{recipeHash}</code>
          <CopyButton text={recipeHash} label="Copy" />
        </span>
      </Fact>
      <Fact name="made">
        <Ago moment={createdAt} />
      </Fact>
      {studies.map(({ study, name, arm, label, draw }) => (
        <Fact key={`${study} ${arm} ${draw}`} name="arm">
          {label}
          {draw > 0 && `, draw ${draw}`}
          <span className="text-soft"> of </span>
          <Link href={`/studies/${study}`} title={study}>
            {name}
          </Link>
        </Fact>
      ))}
      {studies.length === 0 && <Fact name="studies">none has it any more</Fact>}
    </dl>
  );
}

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className="flex min-h-6 items-center gap-1.5">
    <dt className="text-soft">{name}</dt>
    <dd className="text-ink">{children}</dd>
  </div>
);
