'use client';
import type { ExportOut } from '@tombola/shared';
import { formatBytes } from '../../lib/format';
import { buttonClass } from '../../ui/button';
import { Ago } from '../../ui/time';
import { contentOf, Digest } from '../file';
import { readVerification } from './verification';
import { VerificationBadge } from './verification-badge';
import { VerificationReport } from './verification-report';

/** One export: how it does, its file, and what its verification found. */
export function ExportView({ made }: { readonly made: ExportOut }) {
  const { state, artifact, verification, error, createdAt, finishedAt, level } = made;
  const report = readVerification(verification);
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
        <span role="status">
          <VerificationBadge of={made} />
        </span>
        <span className="text-soft">
          asked for <Ago moment={createdAt} />
          {finishedAt !== null && (
            <>
              , {state} <Ago moment={finishedAt} />
            </>
          )}
        </span>
        {artifact !== null && (
          <>
            <a href={contentOf(artifact.id)} download className={buttonClass({ kind: 'primary' })}>
              Download {artifact.name} <span className="font-normal tabular-nums">{formatBytes(artifact.size)}</span>
            </a>
            <Digest sha256={artifact.sha256} />
          </>
        )}
      </div>
      {state === 'queued' && <p className="text-sm text-soft">A worker takes it as soon as one is free.</p>}
      {state === 'running' && (
        <progress aria-label="Exporting" className="max-w-md" title="the file is written and verified" />
      )}
      {error !== null && (
        <p role="alert" className="rounded-md border border-bad/50 bg-bad-soft px-4 py-3 text-sm">
          {error.name}: {error.message}
        </p>
      )}
      {report !== undefined && <VerificationReport name={level} report={report} />}
    </div>
  );
}
