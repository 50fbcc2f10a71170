import type { LevelResult, LevelState, StudyState, Wish } from '@tombola/shared';
import { sql } from 'drizzle-orm';
import { bigint, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { moment } from './columns';

/** A study as it was launched. Its counters follow from its levels and change in the same transactions as they. */
export const studies = pgTable(
  'studies',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    /** The literature's study that it was made from. */
    preset: text(),
    /** The whole declaration, so that the study stays what it was when the literature's changes. */
    declaration: jsonb().notNull(),
    scale: text().notNull(),
    /** Everything that the plan was made with besides: seeds, draws, changes. */
    options: jsonb().notNull(),
    planHash: text().notNull(),
    device: text().notNull().default('cpu'),
    priority: integer().notNull().default(0),
    /** How often a training whose process died is tried again. */
    retryLimit: integer().notNull().default(2),
    clonedFrom: text(),
    owner: text().notNull(),
    desired: text().$type<Wish>().notNull().default('run'),
    state: text().$type<StudyState>().notNull().default('queued'),
    trials: integer().notNull().default(0),
    levels: integer().notNull().default(0),
    levelsDone: integer().notNull().default(0),
    levelsFailed: integer().notNull().default(0),
    levelsRunning: integer().notNull().default(0),
    steps: bigint({ mode: 'number' }).notNull().default(0),
    stepsDone: bigint({ mode: 'number' }).notNull().default(0),
    /** Grows with every change of the study or of a level of it: what was computed at a revision stays true for it. */
    revision: bigint({ mode: 'number' }).notNull().default(0),
    createdAt: moment().notNull().defaultNow(),
    updatedAt: moment().notNull().defaultNow(),
    finishedAt: moment(),
    archivedAt: moment(),
  },
  (table) => [
    index('studies_created').on(table.createdAt, table.id),
    index('studies_updated').on(table.updatedAt, table.id),
    index('studies_name').on(table.name, table.id),
    index('studies_state').on(table.state, table.createdAt),
  ],
);

/** The arms of a study, in the order of its declaration. */
export const arms = pgTable(
  'arms',
  {
    studyId: text()
      .notNull()
      .references(() => studies.id, { onDelete: 'cascade' }),
    id: text().notNull(),
    label: text().notNull(),
    position: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.id] })],
);

/** One recipe, one seed; studies share trials. */
export const trials = pgTable(
  'trials',
  {
    /** `RECIPEHASH-sSEED`. */
    id: text().primaryKey(),
    recipeHash: text().notNull(),
    seed: bigint({ mode: 'number' }).notNull(),
    /** Minimal: defaults left out. */
    recipe: jsonb().notNull(),
    desired: text().$type<Wish>().notNull().default('run'),
    createdAt: moment().notNull().defaultNow(),
  },
  (table) => [
    index('trials_recipe').on(table.recipeHash, table.seed),
    index('trials_created').on(table.createdAt, table.id),
  ],
);

/** Which trials make up the arms of a study; a control with several draws has one trial a draw and seed. */
export const studyTrials = pgTable(
  'study_trials',
  {
    studyId: text()
      .notNull()
      .references(() => studies.id, { onDelete: 'cascade' }),
    armId: text().notNull(),
    draw: integer().notNull(),
    trialId: text()
      .notNull()
      .references(() => trials.id),
  },
  (table) => [
    primaryKey({ columns: [table.studyId, table.armId, table.draw, table.trialId] }),
    index('study_trials_trial').on(table.trialId),
  ],
);

/**
 * One level of one trial: one training. `attempt` fences: whoever writes on behalf of an older attempt writes nothing.
 * A parent always has the smaller `no`, so locks taken in the order of `no` cannot cross.
 */
export const levels = pgTable(
  'levels',
  {
    no: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** `RECIPEHASH-sSEED-lLEVEL`. */
    id: text().notNull().unique(),
    trialId: text()
      .notNull()
      .references(() => trials.id),
    level: integer().notNull(),
    /** The level whose trained weights decide this one's masks. */
    parentId: text(),
    state: text().$type<LevelState>().notNull(),
    /** What a running level was asked to become. */
    stopRequested: text().$type<'paused' | 'cancelled'>(),
    device: text().notNull().default('cpu'),
    /** Of the queue: wishes of studies first, then how many levels hang on this one. */
    priority: integer().notNull().default(0),
    height: integer().notNull().default(0),
    /** The queue's job that may claim it. */
    delivery: uuid(),
    attempt: integer().notNull().default(0),
    workerId: text(),
    /** Deaths of its trial process, and losses of its worker since its checkpoint last moved. */
    crashes: integer().notNull().default(0),
    losses: integer().notNull().default(0),
    steps: integer().notNull(),
    step: integer().notNull().default(0),
    /** The last step whose measurements are stored; -1 before any. */
    metricsStep: integer().notNull().default(-1),
    checkpointStep: integer(),
    checkpointSha256: text(),
    density: jsonb().$type<number>(),
    /** Kept and total weights by parameter. */
    layers: jsonb().$type<Record<string, { kept: number; total: number }>>(),
    metrics: jsonb().$type<Record<string, number>>(),
    /** What was measured of every pair of places, by name; null where nothing was. */
    matrices: jsonb().$type<NonNullable<LevelResult['matrices']>>(),
    record: jsonb().$type<Record<string, string | number>>(),
    error: jsonb().$type<{ name: string; message: string }>(),
    createdAt: moment().notNull().defaultNow(),
    updatedAt: moment().notNull().defaultNow(),
    startedAt: moment(),
    finishedAt: moment(),
    /** Since when the maintenance has found it needed by nobody. */
    orphanSince: moment(),
  },
  (table) => [
    index('levels_trial').on(table.trialId, table.level),
    index('levels_parent').on(table.parentId),
    index('levels_worker')
      .on(table.workerId)
      .where(sql`${table.state} = 'running'`),
    index('levels_waiting')
      .on(table.state)
      .where(sql`${table.state} in ('queued', 'running')`),
  ],
);

/** Every level that a study needs, those included that only another of its levels needs. */
export const studyLevels = pgTable(
  'study_levels',
  {
    studyId: text()
      .notNull()
      .references(() => studies.id, { onDelete: 'cascade' }),
    levelNo: bigint({ mode: 'number' })
      .notNull()
      .references(() => levels.no),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.levelNo] }), index('study_levels_level').on(table.levelNo)],
);

/** What became of each attempt at a level. */
export const attempts = pgTable(
  'attempts',
  {
    levelNo: bigint({ mode: 'number' })
      .notNull()
      .references(() => levels.no, { onDelete: 'cascade' }),
    attempt: integer().notNull(),
    workerId: text().notNull(),
    startedAt: moment().notNull().defaultNow(),
    endedAt: moment(),
    /** done, failed, crashed, lost, released. */
    outcome: text(),
    error: jsonb().$type<{ name: string; message: string; stack?: string }>(),
    /** The tail of what the trial process printed. */
    log: text(),
  },
  (table) => [
    primaryKey({ columns: [table.levelNo, table.attempt] }),
    index('attempts_logs')
      .on(table.endedAt)
      .where(sql`${table.log} is not null`),
  ],
);
