'use client';
import type { StudyPage } from '@tombola/shared';
import { formatCount } from '../../lib/format';
import { ExportMenu } from '../../ui/export-menu';
import { Link } from '../../ui/link';
import { Section } from '../../ui/section';
import { failureGroups } from './failure-groups';
import { placeOf } from './level-place';

/** What went wrong, and the way to the logs of the levels. */
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
        {failureGroups(failures).map(({ message, levels }) => (
          <li key={message} className="flex flex-col gap-1 px-4 py-2.5 text-sm">
            <p className="text-bad [overflow-wrap:anywhere]">{message}</p>
            <ul aria-label="Logs" className="flex max-h-40 flex-wrap gap-x-5 overflow-y-auto" tabIndex={0}>
              {levels.map((level) => {
                const { trial, words } = placeOf(study.arms, level);
                return (
                  <li key={level}>
                    <Link href={`/trials/${trial}?level=${level}`} className="inline-flex min-h-6 items-center">
                      {words}
                    </Link>
                  </li>
                );
              })}
            </ul>
          </li>
        ))}
      </ul>
      {levelsFailed > failures.length && (
        <p className="border-t border-rule px-4 py-2 text-xs text-soft">
          The first {failures.length} of {formatCount(levelsFailed)}.
        </p>
      )}
    </Section>
  );
}
