import {
  doneSchema,
  modelCardOut,
  modelCardSchema,
  modelDetailOut,
  modelListOut,
  modelListSchema,
  modelOut,
  modelRefSchema,
  modelRegisterSchema,
  modelStageSchema,
  modelUpdateSchema,
  modelVersionOut,
  type ModelOut,
  type ModelVersionOut,
} from '@tombola/shared';
import type { TRPCRouterRecord } from '@trpc/server';
import { sql } from 'drizzle-orm';
import { record } from '../access/audit';
import { change, type Change } from '../ledger/change';
import type { Queryable, Transaction } from '../store/connect';
import { modelVersions } from '../store/schema/index';
import { exportJson } from './artifact-rows';
import { authorOf } from './author';
import { isAfter, orderBy, type Keyset } from './keyset';
import { cardOfVersion } from './model-cards';
import { pageFrom, readCursor } from './pages';
import { ConflictError, NotFoundError } from './problems';
import { iso } from './system';
import { reading, writing } from './trpc';

const tags = ['models'];
const ORDER = 'name';
const byName: Keyset = { kind: 'text', column: sql`m.name`, id: sql`m.name`, descending: false };

/** The registry: named models, each a row of verified exports, one of them in production. */
export const modelsRouter = {
  list: reading
    .meta({ openapi: { method: 'GET', path: '/models', tags, summary: 'Models by name', protect: true } })
    .input(modelListSchema)
    .output(modelListOut)
    .query(async ({ ctx, input: { cursor, limit } }) => {
      const position = readCursor(cursor, ORDER);
      const { rows } = await ctx.store.db.execute<ModelRow>(sql`
        select ${columns} from models m
        where ${isAfter(byName, position)}
        order by ${orderBy(byName)} limit ${limit + 1}`);
      return pageFrom(rows, limit, ORDER, ({ name }) => ({ value: name, id: name }));
    }),

  get: reading
    .meta({
      openapi: { method: 'GET', path: '/models/{model}', tags, summary: 'A model with its versions', protect: true },
    })
    .input(modelRefSchema)
    .output(modelDetailOut)
    .query(async ({ ctx, input: { model } }) => {
      const found = await readModel(ctx.store.db, model);
      const { rows } = await ctx.store.db.execute<{ version: ModelVersionOut }>(sql`
        select ${versionJson} as version from model_versions v join exports e on e.id = v.export_id
        where v.model = ${model} order by v.version desc`);
      return { ...found, list: rows.map(({ version }) => version) };
    }),

  card: reading
    .meta({
      openapi: {
        method: 'GET',
        path: '/models/{model}/versions/{version}/card',
        tags,
        summary: 'The model card of a version, in Markdown',
        description: 'Metrics are over all seeds of the same recipe and level that are stored.',
        protect: true,
      },
    })
    .input(modelCardSchema)
    .output(modelCardOut)
    .query(async ({ ctx, input }) => ({ markdown: await cardOfVersion(ctx, input) })),

  register: writing
    .meta({
      openapi: {
        method: 'POST',
        path: '/models/{model}/versions',
        tags,
        summary: 'Make a verified export the next version of a model',
        description: 'A model begins with its first version.',
        protect: true,
      },
    })
    .input(modelRegisterSchema)
    .output(modelVersionOut)
    .mutation(({ ctx, input }) =>
      change(ctx.store.db, async (current) => {
        const { tx } = current;
        const { model, description, export: exportId } = input;
        await requireVerified(tx, exportId);
        const createdBy = authorOf(ctx.caller);
        // The row is locked from here on, whether it was there or not: versions are counted one after the other.
        await tx.execute(sql`
          insert into models (name, created_by) values (${model}, ${createdBy})
          on conflict (name) do update set name = excluded.name`);
        const { rows } = await tx.execute<{ next: number }>(
          sql`select coalesce(max(version), 0) + 1 as next from model_versions where model = ${model}`,
        );
        const version = rows[0]!.next;
        await tx.insert(modelVersions).values({ model, version, exportId, description, createdBy });
        await record(tx, ctx.caller, 'model.register', model, { version, export: exportId });
        tell(current, model, { action: 'registered', version });
        return readVersion(tx, model, version);
      }),
    ),

  stage: writing
    .meta({
      openapi: {
        method: 'POST',
        path: '/models/{model}/stage',
        tags,
        summary: 'Move a version to another stage',
        description: 'The version that was in production before is archived in the same moment.',
        protect: true,
      },
    })
    .input(modelStageSchema)
    .output(modelVersionOut)
    .mutation(({ ctx, input: { model, version, stage } }) =>
      change(ctx.store.db, async (current) => {
        const { tx } = current;
        await lockModel(tx, model);
        const before = await readVersion(tx, model, version);
        if (before.stage === stage) return before;
        const { rows: replaced } =
          stage === 'production'
            ? await tx.execute<{ version: number }>(sql`
                update model_versions set stage = 'archived' where model = ${model} and stage = 'production'
                returning version`)
            : { rows: [] };
        await tx.execute(
          sql`update model_versions set stage = ${stage} where model = ${model} and version = ${version}`,
        );
        const details = { version, stage, from: before.stage, archived: replaced[0]?.version ?? null };
        await record(tx, ctx.caller, 'model.stage', model, details);
        tell(current, model, { action: 'staged', ...details });
        return { ...before, stage };
      }),
    ),

  update: writing
    .meta({ openapi: { method: 'PATCH', path: '/models/{model}', tags, summary: 'Describe a model', protect: true } })
    .input(modelUpdateSchema)
    .output(modelOut)
    .mutation(({ ctx, input: { model, description } }) =>
      change(ctx.store.db, async (current) => {
        const { tx } = current;
        await lockModel(tx, model);
        await tx.execute(sql`update models set description = ${description} where name = ${model}`);
        await record(tx, ctx.caller, 'model.update', model, { description });
        tell(current, model, { action: 'updated' });
        return readModel(tx, model);
      }),
    ),

  delete: writing
    .meta({
      openapi: { method: 'DELETE', path: '/models/{model}', tags, summary: 'Remove a model', protect: true },
    })
    .input(modelRefSchema)
    .output(doneSchema)
    .mutation(({ ctx, input: { model } }) =>
      change(ctx.store.db, async (current) => {
        const { tx } = current;
        await lockModel(tx, model);
        const { versions, production } = await readModel(tx, model);
        if (production !== null) {
          throw new ConflictError({
            what: `${model} is in use`,
            value: `version ${production} in production`,
            expected: 'a model without a version in production',
            mend: 'Archive that version first.',
          });
        }
        await tx.execute(sql`delete from notes where subject = 'model' and subject_id = ${model}`);
        await tx.execute(sql`delete from tags where subject = 'model' and subject_id = ${model}`);
        await tx.execute(sql`delete from models where name = ${model}`);
        await record(tx, ctx.caller, 'model.delete', model, { versions });
        tell(current, model, { action: 'deleted' });
        return { ok: true as const };
      }),
    ),
} satisfies TRPCRouterRecord;

/** The row `m` of models. */
const columns = sql`m.name, m.description, m.created_by as "createdBy", ${iso(sql`m.created_at`)} as "createdAt",
  (select count(*)::int from model_versions v where v.model = m.name) as versions,
  (select max(v.version) from model_versions v where v.model = m.name) as latest,
  (select v.version from model_versions v where v.model = m.name and v.stage = 'production') as production`;
type ModelRow = ModelOut & Record<string, unknown>;

/** The row `v` of model_versions with its export `e`. */
const versionJson = sql`jsonb_build_object('model', v.model, 'version', v.version, 'stage', v.stage,
  'description', v.description, 'export', ${exportJson}, 'createdBy', v.created_by, 'createdAt', ${iso(sql`v.created_at`)})`;

function tell(current: Change, model: string, data: Record<string, unknown>): void {
  current.tell({ type: 'model.changed', studies: [], data: { model, ...data } });
}

/** Whoever changes a model holds its row. @throws {NotFoundError} */
async function lockModel(tx: Transaction, model: string): Promise<void> {
  const { rows } = await tx.execute(sql`select 1 from models where name = ${model} for update`);
  if (rows.length === 0) throw new NotFoundError('model', model);
}

async function readModel(db: Queryable, model: string): Promise<ModelOut> {
  const { rows } = await db.execute<ModelRow>(sql`select ${columns} from models m where m.name = ${model}`);
  if (rows[0] === undefined) throw new NotFoundError('model', model);
  return rows[0];
}

async function readVersion(db: Queryable, model: string, version: number): Promise<ModelVersionOut> {
  const { rows } = await db.execute<{ version: ModelVersionOut }>(sql`
    select ${versionJson} as version from model_versions v join exports e on e.id = v.export_id
    where v.model = ${model} and v.version = ${version}`);
  if (rows[0] === undefined) throw new NotFoundError(`version of ${model}`, String(version));
  return rows[0].version;
}

/** The export's level stays while the transaction lasts: the maintenance skips what is locked. */
async function requireVerified(tx: Transaction, id: string): Promise<void> {
  const { rows } = await tx.execute<{ state: string; verified: boolean | null }>(sql`
    select e.state, e.verification -> 'ok' = 'true'::jsonb as verified
    from exports e join levels l on l.no = e.level_no where e.id = ${id} for share of l`);
  const [found] = rows;
  if (found === undefined) throw new NotFoundError('export', id);
  if (found.state === 'done' && found.verified === true) return;
  throw new ConflictError({
    what: 'this export cannot be registered',
    value: found.state === 'done' ? 'its verification failed' : found.state,
    expected: 'an export that is done and whose verification is ok',
  });
}
