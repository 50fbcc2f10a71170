import type { Readable } from 'node:stream';
import {
  artifactListOut,
  artifactListSchema,
  artifactOut,
  artifactRefSchema,
  doneSchema,
  InputError,
  lineageOut,
  parse,
  uploadNameSchema,
  type ArtifactOut,
  type Lineage,
} from '@tombola/shared';
import type { TRPCRouterRecord } from '@trpc/server';
import { sql } from 'drizzle-orm';
import { record } from '../access/audit';
import { demand, type Caller } from '../access/roles';
import { change } from '../ledger/change';
import type { Queryable, Store } from '../store/connect';
import { drawId } from '../store/ids';
import { artifacts } from '../store/schema/index';
import { list } from '../store/sql';
import { artifactJson } from './artifact-rows';
import { authorOf } from './author';
import type { Services } from './context';
import { isAfter, keyOf, orderBy, type Keyset } from './keyset';
import { pageFrom, readCursor } from './pages';
import { ConflictError, NotFoundError } from './problems';
import { levelsOfTrials } from './trial-levels';
import { reading, writing } from './trpc';

const tags = ['artifacts'];
const ORDER = '-createdAt';
const newest: Keyset = { kind: 'moment', column: sql`a.created_at`, id: sql`a.id`, descending: true };

/** Stored files: what they are, and what they were made from. Their bytes are at `/api/v1/artifacts/ID/content`. */
export const artifactsRouter = {
  list: reading
    .meta({
      openapi: { method: 'GET', path: '/artifacts', tags, summary: 'Stored files, newest first', protect: true },
    })
    .input(artifactListSchema)
    .output(artifactListOut)
    .query(async ({ ctx, input: { cursor, limit, kinds, level, trial } }) => {
      const position = readCursor(cursor, ORDER);
      const { rows } = await ctx.store.db.execute<{ artifact: ArtifactOut; at: string }>(sql`
        select ${artifactJson} as artifact, ${keyOf(newest)} as at
        from artifacts a
        where ${isAfter(newest, position)}
          ${kinds === undefined ? sql`` : sql`and a.kind = any(${list(kinds)}::text[])`}
          ${level === undefined ? sql`` : sql`and a.level_no = (select no from levels where id = ${level})`}
          ${trial === undefined ? sql`` : sql`and a.level_no in (select no from (${levelsOfTrials(sql`${list([trial])}::text[]`)}) own)`}
        order by ${orderBy(newest)} limit ${limit + 1}`);
      const { items, nextCursor } = pageFrom(rows, limit, ORDER, ({ at, artifact }) => ({
        value: at,
        id: artifact.id,
      }));
      return { items: items.map(({ artifact }) => artifact), nextCursor };
    }),

  get: reading
    .meta({
      openapi: { method: 'GET', path: '/artifacts/{artifact}', tags, summary: 'One stored file', protect: true },
    })
    .input(artifactRefSchema)
    .output(artifactOut)
    .query(({ ctx, input }) => readArtifact(ctx.store.db, input.artifact)),

  lineage: reading
    .meta({
      openapi: {
        method: 'GET',
        path: '/artifacts/{artifact}/lineage',
        tags,
        summary: 'What a file was made from, all the way up, and what was made from it, one step down',
        protect: true,
      },
    })
    .input(artifactRefSchema)
    .output(lineageOut)
    .query(async ({ ctx, input: { artifact } }) => {
      // `union` leaves out edges that are known: what went in circles would end, too.
      const { rows } = await ctx.store.db.execute<{ [K in keyof Lineage]: Lineage[K] | null }>(sql`
        with recursive ancestry as (
          select child_id, parent_id, relation from artifact_parents where child_id = ${artifact}
          union
          select p.child_id, p.parent_id, p.relation from artifact_parents p join ancestry on p.child_id = ancestry.parent_id
        ),
        edges as (
          select * from ancestry
          union select child_id, parent_id, relation from artifact_parents where parent_id = ${artifact}
        ),
        ids as (
          select id from artifacts where id = ${artifact}
          union select child_id from edges union select parent_id from edges
        )
        select
          (select jsonb_agg(${artifactJson} order by a.created_at, a.id) from artifacts a join ids on ids.id = a.id) as artifacts,
          (select jsonb_agg(jsonb_build_object('child', child_id, 'parent', parent_id, 'relation', relation)
            order by child_id, parent_id) from edges) as edges`);
      const { artifacts: found, edges } = rows[0]!;
      if (found === null) throw new NotFoundError('artifact', artifact);
      return { artifacts: found, edges: edges ?? [] };
    }),

  delete: writing
    .meta({
      openapi: { method: 'DELETE', path: '/artifacts/{artifact}', tags, summary: 'Remove an upload', protect: true },
    })
    .input(artifactRefSchema)
    .output(doneSchema)
    .mutation(({ ctx, input: { artifact } }) =>
      change(ctx.store.db, async ({ tx }) => {
        const { kind, name, sha256 } = await readArtifact(tx, artifact);
        if (kind !== 'upload') {
          throw new ConflictError({
            what: 'this file belongs to a level',
            value: kind,
            expected: 'an upload',
            mend: 'What no study needs any more goes by itself.',
          });
        }
        await tx.execute(sql`delete from artifacts where id = ${artifact}`);
        // The bytes may be another artifact's too: the sweep looks for those that are nobody's.
        await record(tx, ctx.caller, 'artifact.delete', artifact, { name, sha256 });
        return { ok: true as const };
      }),
    ),
} satisfies TRPCRouterRecord;

async function readArtifact(db: Queryable, id: string): Promise<ArtifactOut> {
  const { rows } = await db.execute<{ artifact: ArtifactOut }>(
    sql`select ${artifactJson} as artifact from artifacts a where a.id = ${id}`,
  );
  if (rows[0] === undefined) throw new NotFoundError('artifact', id);
  return rows[0].artifact;
}

/** What is needed to send the bytes of an artifact; undefined when there is none, whatever the id is. */
export async function artifactLookup(
  { db }: Pick<Store, 'db'>,
  id: string,
): Promise<Pick<ArtifactOut, 'sha256' | 'size' | 'mediaType' | 'name'> | undefined> {
  if (!artifactRefSchema.safeParse({ artifact: id }).success) return undefined;
  const { rows } = await db.execute<{ sha256: string; size: number; mediaType: string; name: string }>(
    sql`select sha256, size, media_type as "mediaType", name from artifacts where id = ${id}`,
  );
  return rows[0];
}

/** A file that somebody sends. */
export interface NewUpload {
  /** Of a refused one the rest is left to who sent it. */
  readonly content: Uint8Array | Readable;
  /** Shown, and proposed to who downloads it; a name, no path. */
  readonly name: string;
  readonly mediaType: string;
  /** What the digest has to be. */
  readonly sha256?: string | undefined;
}

/**
 * Stores a file of somebody's as an artifact of kind `upload`. Its bytes are there before its row is: when that cannot
 * be written, they are nobody's and the sweep takes them after a day.
 *
 * @throws {AccessError} without the scope `write`. @throws {InputError} for a bad name or media type, for too many
 *   bytes, and for another digest than announced. @throws {StorageError}
 */
export async function storeUpload(
  { store, artifacts: blobs, config }: Pick<Services, 'store' | 'artifacts' | 'config'>,
  caller: Caller | undefined,
  { content, name: given, mediaType, sha256: expected }: NewUpload,
): Promise<ArtifactOut> {
  const author = demand(caller, 'write');
  const name = checkedName(given);
  checkMediaType(mediaType);
  const options = { maxBytes: config.uploadLimit, ...(expected === undefined ? {} : { expected }) };
  const { sha256, size } = await blobs.put(content, options);
  return change(store.db, async ({ tx }) => {
    const id = drawId('art');
    await tx
      .insert(artifacts)
      .values({ id, kind: 'upload', name, mediaType, sha256, size, createdBy: authorOf(author) });
    await record(tx, author, 'artifact.upload', id, { name, sha256, size });
    return readArtifact(tx, id);
  });
}

function checkedName(given: string): string {
  const name = parse(uploadNameSchema, given, 'the name of the upload').normalize('NFC');
  if (/^[^\p{Cc}\p{Cs}\p{Cf}\p{Zl}\p{Zp}/\\<>:"|?*]+$/u.test(name) && !/^\.|\.$/.test(name)) return name;
  throw new InputError({
    what: 'the upload has an impossible name',
    value: given,
    expected: 'the name of a file, without folders, control characters and any of <>:"|?*, no dot at either end',
  });
}

function checkMediaType(mediaType: string): void {
  if (/^[\w.+-]{1,60}\/[\w.+-]{1,60}$/.test(mediaType)) return;
  throw new InputError({
    what: 'the upload has no media type',
    value: mediaType,
    expected: 'one such as application/json',
  });
}
