'use client';
import type { TrialDetail } from '@tombola/shared';
import { CodeBlock } from '../ui/copy';
import { Section } from '../ui/section';

/** How to get the same numbers again, and what they were made with. */
export function ReproduceSection({ trial: { reproduce, tree } }: { readonly trial: TrialDetail }) {
  const record = tree.findLast(({ record }) => record !== null)?.record;
  const made = Object.entries(record ?? {}).filter(([name]) => name !== 'seconds');
  return (
    <Section id="reproduce" title="Reproduce">
      <div className="flex flex-col gap-4">
        <CodeBlock label="Command that runs this trial again" code={reproduce.command} />
        <p className="text-sm text-soft">
          Recipe <code className="font-mono text-xs text-ink">{reproduce.recipeHash}</code> with seed{' '}
          <span className="text-ink">{reproduce.seed}</span> gives the same numbers on the same engine.
        </p>
        {made.length > 0 && (
          <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1 text-sm">
            {made.map(([name, value]) => (
              <div key={name} className="contents">
                <dt className="text-soft">{name}</dt>
                <dd className="font-mono text-xs leading-5 [overflow-wrap:anywhere]">{value}</dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </Section>
  );
}
