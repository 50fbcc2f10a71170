import { sql } from 'drizzle-orm';
import { bigint, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { moment } from './columns';
import { levels } from './studies';

/** A stored file: its bytes lie in the artifact store under their digest. */
export const artifacts = pgTable(
  'artifacts',
  {
    id: text().primaryKey(),
    /** ticket, final, result, onnx, upload. */
    kind: text().notNull(),
    name: text().notNull(),
    mediaType: text().notNull(),
    sha256: text().notNull(),
    size: bigint({ mode: 'number' }).notNull(),
    levelNo: bigint({ mode: 'number' }).references(() => levels.no, { onDelete: 'cascade' }),
    createdBy: text().notNull(),
    createdAt: moment().notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('artifacts_level_kind')
      .on(table.levelNo, table.kind)
      .where(sql`${table.kind} in ('ticket', 'final', 'result')`),
    index('artifacts_level').on(table.levelNo),
    index('artifacts_sha256').on(table.sha256),
    index('artifacts_created').on(table.createdAt, table.id),
  ],
);

/** What an artifact was made from. */
export const artifactParents = pgTable(
  'artifact_parents',
  {
    childId: text()
      .notNull()
      .references(() => artifacts.id, { onDelete: 'cascade' }),
    parentId: text()
      .notNull()
      .references(() => artifacts.id, { onDelete: 'cascade' }),
    /** masks-from, repeats, trained-from, measured-on, exported-from. */
    relation: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.childId, table.parentId] }),
    index('artifact_parents_parent').on(table.parentId),
  ],
);

/** The ticket of a level: mask and the parameters it started from. */
export const tickets = pgTable(
  'tickets',
  {
    levelNo: bigint({ mode: 'number' })
      .primaryKey()
      .references(() => levels.no, { onDelete: 'cascade' }),
    artifactId: text()
      .notNull()
      .references(() => artifacts.id),
    kept: bigint({ mode: 'number' }).notNull(),
    total: bigint({ mode: 'number' }).notNull(),
    createdAt: moment().notNull().defaultNow(),
  },
  (table) => [index('tickets_artifact').on(table.artifactId)],
);

/** An ONNX export of a level with its verification; a worker does it. */
export const exports = pgTable(
  'exports',
  {
    id: text().primaryKey(),
    levelNo: bigint({ mode: 'number' })
      .notNull()
      .references(() => levels.no, { onDelete: 'cascade' }),
    state: text().$type<'queued' | 'running' | 'done' | 'failed'>().notNull(),
    delivery: uuid(),
    attempt: integer().notNull().default(0),
    workerId: text(),
    artifactId: text().references(() => artifacts.id),
    verification: jsonb(),
    error: jsonb().$type<{ name: string; message: string }>(),
    createdBy: text().notNull(),
    createdAt: moment().notNull().defaultNow(),
    finishedAt: moment(),
  },
  (table) => [
    index('exports_level').on(table.levelNo),
    index('exports_artifact').on(table.artifactId),
    index('exports_created').on(table.createdAt, table.id),
  ],
);

export const models = pgTable('models', {
  name: text().primaryKey(),
  description: text().notNull().default(''),
  createdBy: text().notNull(),
  createdAt: moment().notNull().defaultNow(),
});

/** The registry: versions of a model, each an exported and verified artifact. */
export const modelVersions = pgTable(
  'model_versions',
  {
    model: text()
      .notNull()
      .references(() => models.name, { onDelete: 'cascade' }),
    version: integer().notNull(),
    stage: text().$type<'none' | 'staging' | 'production' | 'archived'>().notNull().default('none'),
    exportId: text()
      .notNull()
      .references(() => exports.id),
    description: text().notNull().default(''),
    createdBy: text().notNull(),
    createdAt: moment().notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.model, table.version] }),
    index('model_versions_export').on(table.exportId),
    // One version of a model is in production at most.
    uniqueIndex('model_versions_production')
      .on(table.model)
      .where(sql`${table.stage} = 'production'`),
  ],
);
