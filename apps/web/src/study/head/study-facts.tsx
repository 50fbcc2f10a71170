'use client';
import type { StudyDetail } from '@tombola/shared';
import type { ReactNode } from 'react';
import { Badge } from '../../ui/badge';
import { CopyButton } from '../../ui/copy';
import { Link } from '../../ui/link';
import { Ago } from '../../ui/time';
import { seedsText } from './seeds-text';

/** What the study is, in a line: its id, where it comes from, its size, whose it is. */
export function StudyFacts({ study, onTags }: { readonly study: StudyDetail; readonly onTags?: () => void }) {
  const { id, preset, scale, clonedFrom, ownerName, createdAt, device, priority, tags, declaration, arms } = study;
  const seeds = [...new Set(arms.flatMap(({ trials }) => trials.map(({ seed }) => seed)))].sort((a, b) => a - b);
  return (
    <div className="flex flex-col gap-1.5 text-sm">
      {typeof declaration['question'] === 'string' && <p>{declaration['question']}</p>}
      <dl className="flex flex-wrap items-center gap-x-5 gap-y-1">
        <Fact name="id">
          <span className="inline-flex items-center [&_button]:min-h-6 [&_button]:px-1.5 [&_button]:text-xs">
            <code className="font-mono text-xs">{id}</code>
            <CopyButton text={id} label="Copy" />
          </span>
        </Fact>
        {preset !== null && (
          <Fact name="preset">
            <Link href={`/studies?preset=${preset}`}>{preset}</Link>
          </Fact>
        )}
        <Fact name="scale">{scale}</Fact>
        <Fact name={seeds.length === 1 ? 'seed' : `${seeds.length} seeds`}>{seedsText(seeds)}</Fact>
        {clonedFrom !== null && (
          <Fact name="clone of">
            <Link href={`/studies/${clonedFrom}`}>{clonedFrom}</Link>
          </Fact>
        )}
        <Fact name="by">{ownerName}</Fact>
        <Fact name="launched">
          <Ago moment={createdAt} />
        </Fact>
        {device !== 'cpu' && <Fact name="device">{device}</Fact>}
        {priority !== 0 && <Fact name="priority">{priority}</Fact>}
        {(tags.length > 0 || onTags) && (
          <Fact name="tags">
            <span className="inline-flex flex-wrap items-center gap-1">
              {tags.map((tag) => (
                <Link key={tag} href={`/studies?tag=${encodeURIComponent(tag)}`} quiet>
                  <Badge>{tag}</Badge>
                </Link>
              ))}
              {onTags && (
                <button
                  type="button"
                  aria-label={tags.length === 0 ? 'Add tags' : 'Edit tags'}
                  className="min-h-6 rounded px-1.5 text-xs text-accent hover:underline"
                  onClick={onTags}
                >
                  {tags.length === 0 ? 'add' : 'edit'}
                </button>
              )}
            </span>
          </Fact>
        )}
      </dl>
    </div>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="flex min-h-6 items-center gap-1.5">
      <dt className="text-soft">{name}</dt>
      <dd className="text-ink">{children}</dd>
    </div>
  );
}
