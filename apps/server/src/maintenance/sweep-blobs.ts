import { sql } from 'drizzle-orm';
import type { ArtifactStore } from '../artifacts/store';
import type { Database } from '../store/connect';
import { list } from '../store/sql';
import type { BatchOptions } from './batches';
import { markOf, refuseForeign } from './database-mark';

const DAY = 24 * 3600 * 1000;

export interface SweptBlobs {
  readonly blobs: number;
  readonly bytes: number;
}

export interface SweepOptions extends BatchOptions {
  /** Blobs that were put after this moment stay: their rows may be about to be written. A day ago unless told. */
  readonly before?: Date;
}

/**
 * Removes bytes that no artifact and no checkpoint names, and that nobody has put for a day.
 *
 * @throws {InputError} when another database has its artifacts in the same place. @throws {StorageError}
 */
export async function sweepBlobs(
  db: Database,
  artifacts: ArtifactStore,
  { before = new Date(Date.now() - DAY), signal, batch = 500 }: SweepOptions = {},
): Promise<SweptBlobs> {
  const mark = await markOf(db);
  const old: { sha256: string; size: number }[] = [];
  let marked = false;
  for await (const blob of artifacts.list()) {
    signal?.throwIfAborted();
    await refuseForeign(artifacts, blob, mark);
    if (blob.sha256 === mark.sha256) marked = true;
    else if (blob.modified < before) old.push({ sha256: blob.sha256, size: blob.size });
  }
  if (!marked) await artifacts.put(mark.bytes);
  const swept = { blobs: 0, bytes: 0 };
  for (let at = 0; at < old.length; at += batch) {
    const part = old.slice(at, at + batch);
    const named = await namedAmong(
      db,
      part.map(({ sha256 }) => sha256),
    );
    for (const { sha256, size } of part) {
      signal?.throwIfAborted();
      // Whoever puts the same bytes meanwhile will name them: what is new again is spared.
      if (named.has(sha256) || !(await artifacts.removeOlder(sha256, before))) continue;
      swept.blobs += 1;
      swept.bytes += size;
    }
  }
  return swept;
}

async function namedAmong(db: Database, digests: readonly string[]): Promise<Set<string>> {
  const { rows } = await db.execute<{ sha256: string }>(sql`
    select sha256 from artifacts where sha256 = any(${list(digests)}::text[])
    union select checkpoint_sha256 from levels where checkpoint_sha256 = any(${list(digests)}::text[])`);
  return new Set(rows.map(({ sha256 }) => sha256));
}
