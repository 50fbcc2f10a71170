'use client';
import type { ModelVersionOut } from '@tombola/shared';
import { formatBytes } from '../lib/format';
import { MarkdownText } from '../notes/markdown-text';
import { readVerification } from '../ticket/export/verification';
import { VerificationBadge } from '../ticket/export/verification-badge';
import { VerificationReport } from '../ticket/export/verification-report';
import { contentOf, Digest } from '../ticket/file';
import { Button, buttonClass } from '../ui/button';
import { Link } from '../ui/link';
import { Ago } from '../ui/time';
import { StageBadge } from './stage-badge';
import { StageSelect } from './stage-select';

/** One version: its stage, its file, the ticket that it is, what its verification found. */
export function VersionCard({
  version: entry,
  production,
  onCard,
}: {
  readonly version: ModelVersionOut;
  readonly production: number | null;
  readonly onCard: () => void;
}) {
  const { model, version, stage, description, export: made, createdAt } = entry;
  const { artifact } = made;
  const report = readVerification(made.verification);
  return (
    <article
      aria-labelledby={`version-${version}`}
      className="flex flex-col gap-3 border-b border-rule p-4 last:border-b-0"
    >
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h3 id={`version-${version}`} className="font-semibold">
            Version {version}
          </h3>
          <StageBadge stage={stage} />
          <VerificationBadge of={made} />
          <span className="text-sm text-soft">
            registered <Ago moment={createdAt} />
          </span>
        </div>
        <StageSelect version={entry} production={production} />
      </div>
      {description !== '' && <MarkdownText source={description} />}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
        <span>
          Ticket{' '}
          <Link href={`/tickets/${made.level}`} className="font-mono">
            {made.level}
          </Link>
        </span>
        <Link href={`/tickets/${made.level}?tab=export`}>its export</Link>
        <Button aria-label={`Model card, version ${version}`} onClick={onCard}>
          Model card
        </Button>
        {artifact !== null && (
          <>
            <a href={contentOf(artifact.id)} download className={buttonClass()}>
              Download <span className="text-soft tabular-nums">{formatBytes(artifact.size)}</span>
              <span className="sr-only">, version {version}</span>
            </a>
            <Digest sha256={artifact.sha256} />
          </>
        )}
      </div>
      {report !== undefined && (
        <details>
          <summary className="min-h-6 w-fit text-sm text-accent">
            {report.checks.filter(({ ok }) => ok === true).length} of {report.checks.length} checks passed
          </summary>
          <div className="pt-3">
            <VerificationReport name={`${model}-${version}`} report={report} />
          </div>
        </details>
      )}
    </article>
  );
}
