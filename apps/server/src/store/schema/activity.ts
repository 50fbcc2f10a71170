import { bigint, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { moment } from './columns';

/** What happened, in the order of commits: ids have no gaps, so who has seen id n has missed nothing before it. */
export const events = pgTable(
  'events',
  {
    id: bigint({ mode: 'number' }).primaryKey(),
    at: moment().notNull().defaultNow(),
    type: text().notNull(),
    /** The studies that it concerns. */
    studies: text().array().notNull(),
    trialId: text(),
    levelId: text(),
    data: jsonb().notNull(),
  },
  (table) => [index('events_at').on(table.at)],
);

/** The last event's id, in one row; whoever appends holds it until the commit. */
export const eventCounter = pgTable('event_counter', {
  one: integer().primaryKey().default(1),
  last: bigint({ mode: 'number' }).notNull().default(0),
});

export const workers = pgTable(
  'workers',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    host: text().notNull(),
    pid: integer().notNull(),
    version: text().notNull(),
    device: text().notNull(),
    provider: text().notNull(),
    slots: integer().notNull(),
    state: text().$type<'live' | 'stopping' | 'stopped' | 'lost'>().notNull().default('live'),
    /** Bytes: of the worker and its trial processes, and the machine's. */
    memory: jsonb().$type<{ used: number; free: number; total: number }>(),
    startedAt: moment().notNull().defaultNow(),
    heartbeatAt: moment().notNull().defaultNow(),
    stoppedAt: moment(),
  },
  (table) => [index('workers_state').on(table.state, table.heartbeatAt)],
);

export const notes = pgTable(
  'notes',
  {
    id: text().primaryKey(),
    subject: text().$type<'study' | 'trial' | 'model'>().notNull(),
    subjectId: text().notNull(),
    /** Markdown. */
    body: text().notNull(),
    author: text().notNull(),
    createdAt: moment().notNull().defaultNow(),
    updatedAt: moment().notNull().defaultNow(),
  },
  (table) => [index('notes_subject').on(table.subject, table.subjectId, table.createdAt)],
);

export const tags = pgTable(
  'tags',
  {
    subject: text().$type<'study' | 'trial' | 'model'>().notNull(),
    subjectId: text().notNull(),
    tag: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.subject, table.subjectId, table.tag] }), index('tags_tag').on(table.tag)],
);

export const settings = pgTable('settings', {
  key: text().primaryKey(),
  value: jsonb().notNull(),
  updatedAt: moment().notNull().defaultNow(),
});
