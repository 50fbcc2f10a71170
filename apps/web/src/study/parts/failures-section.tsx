'use client';
import type { StudyPage } from '@tombola/shared';
import { formatCount } from '../../lib/format';
import { ExportMenu } from '../../ui/export-menu';
import { Link } from '../../ui/link';
import { Section } from '../../ui/section';
import { placeOf } from './level-place';

/** What went wrong, level by level, with the way to the log. */
export function FailuresSection({ page: { study } }: { readonly page: StudyPage }) {
  const { failures, levelsFailed } = study;
  if (failures.length === 0) return null;
  return (
    <Section
      title={`Failures (${formatCount(levelsFailed)})`}
      id="failures"
      flush
      actions={
        <ExportMenu
          name={`${study.id}-failures`}
          table={{
            header: ['level', 'name', 'message'],
            rows: () => failures.map(({ level, error }) => [level, error?.name, error?.message]),
          }}
        />
      }
    >
      <ul className="divide-y divide-rule">
        {failures.map(({ level, error }) => {
          const { trial, words } = placeOf(study.arms, level);
          return (
            <li key={level} className="flex flex-col gap-1 px-4 py-2.5 text-sm">
              <p className="flex flex-wrap justify-between gap-x-4">
                <span className="font-medium">{words}</span>
                <Link href={`/trials/${trial}?level=${level}`}>
                  Log<span className="sr-only"> of {words}</span>
                </Link>
              </p>
              <p className="text-bad [overflow-wrap:anywhere]">{error?.message ?? 'It ended without a word.'}</p>
            </li>
          );
        })}
      </ul>
      {levelsFailed > failures.length && (
        <p className="border-t border-rule px-4 py-2 text-xs text-soft">
          The first {failures.length} of {formatCount(levelsFailed)}.
        </p>
      )}
    </Section>
  );
}
