'use client';
import type { ArtifactOut } from '@tombola/shared';
import { classNames } from '../../lib/class-names';
import { formatBytes } from '../../lib/format';
import { Link } from '../../ui/link';
import { contentOf, Digest } from '../file';

const kinds: Readonly<Record<ArtifactOut['kind'], string>> = {
  ticket: 'Start and mask',
  final: 'Trained weights',
  result: 'Result',
  onnx: 'ONNX file',
  upload: 'Upload',
};

/** What a file is called among others: most are named by their kind only. */
export const nameOf = ({ kind, level, name }: ArtifactOut): string => `${kinds[kind]} of ${level ?? name}`;

interface FileCardProps {
  readonly file: ArtifactOut;
  /** It belongs to the level of the page. */
  readonly current: boolean;
  /** What a ticket starts from. */
  readonly start: string | undefined;
  /** Sentences for those who do not see the arrows. */
  readonly madeFrom: readonly string[];
}

/** One file: what it is, whose, how large, its digest, its bytes. */
export function FileCard({ file, current, start, madeFrom }: FileCardProps) {
  const { id, kind, name, level, size, sha256 } = file;
  return (
    <div
      className={classNames(
        'flex h-full flex-col overflow-hidden rounded-lg border bg-surface px-3 py-2 text-sm',
        current ? 'border-2 border-accent' : 'border-rule',
      )}
    >
      <div className="flex items-baseline justify-between gap-2">
        <span className="truncate font-medium">{kinds[kind]}</span>
        <span className="text-xs text-soft tabular-nums">{formatBytes(size)}</span>
      </div>
      {kind === 'ticket' && (
        <span className="h-6 shrink-0 truncate text-xs leading-6" title={start}>
          {start ?? '–'}
        </span>
      )}
      {level === null ? (
        <span className="text-xs leading-6 text-soft">of no level</span>
      ) : (
        <Link
          href={`/tickets/${level}?tab=lineage`}
          className="block h-6 shrink-0 truncate font-mono text-xs leading-6"
          aria-current={current || undefined}
        >
          {level}
        </Link>
      )}
      <a
        href={contentOf(id)}
        download
        title={`Download ${name}`}
        className="block h-6 shrink-0 truncate text-xs leading-6 text-accent underline-offset-2 hover:underline"
      >
        <span aria-hidden="true">↓ </span>
        {name}
      </a>
      <Digest sha256={sha256} />
      <span className="sr-only">{madeFrom.length === 0 ? 'made from no other file' : madeFrom.join('; ')}</span>
    </div>
  );
}
