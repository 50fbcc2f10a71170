import { createHash, randomUUID } from 'node:crypto';
import { InputError } from '@tombola/shared';
import { sql } from 'drizzle-orm';
import type { ArtifactStore, ListedBlob } from '../artifacts/store';
import type { Queryable } from '../store/connect';

const KEY = 'database.id';
const textOf = (id: string) => `The artifacts of tombola database ${id} are here.\n`;
const pattern = new RegExp(`^${textOf('[0-9a-f-]{36}').replaceAll('.', '\\.')}$`);

/**
 * A blob that says whose artifacts lie here. Two databases in one place would each sweep what is the other's, so a
 * database that finds another's mark sweeps nothing: a fresh one that was given an old folder by mistake, for example.
 */
export interface DatabaseMark {
  readonly bytes: Buffer;
  readonly sha256: string;
}

/** The mark of this database, whose id is drawn once. A backup takes the id along. */
export async function markOf(db: Queryable): Promise<DatabaseMark> {
  await db.execute(sql`
    insert into settings (key, value) values (${KEY}, to_jsonb(${randomUUID()}::text)) on conflict (key) do nothing`);
  const { rows } = await db.execute<{ id: string }>(sql`select value #>> '{}' as id from settings where key = ${KEY}`);
  const bytes = Buffer.from(textOf(rows[0]!.id));
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** @throws {InputError} when a blob is the mark of another database. */
export async function refuseForeign(
  artifacts: Pick<ArtifactStore, 'get' | 'url'>,
  { sha256, size }: ListedBlob,
  own: DatabaseMark,
): Promise<void> {
  if (size !== own.bytes.length || sha256 === own.sha256) return;
  const text = Buffer.from(await artifacts.get(sha256)).toString('latin1');
  if (!pattern.test(text)) return;
  throw new InputError({
    what: `another database has its artifacts in ${artifacts.url}: nothing is swept there`,
    value: sha256,
    expected: 'a folder or prefix of its own for each database',
    mend: 'Give this one another place. If the other database is gone for good, remove this blob, its mark.',
  });
}
