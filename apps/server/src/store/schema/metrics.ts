import { bigint, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytea } from './columns';
import { levels } from './studies';

/** Points of one series of one level: int32 steps and float64 values, little-endian. Rows are added, never changed. */
export const metricChunks = pgTable(
  'metric_chunks',
  {
    levelNo: bigint({ mode: 'number' })
      .notNull()
      .references(() => levels.no, { onDelete: 'cascade' }),
    series: text().notNull(),
    fromStep: integer().notNull(),
    toStep: integer().notNull(),
    count: integer().notNull(),
    steps: bytea().notNull(),
    values: bytea().notNull(),
  },
  (table) => [primaryKey({ columns: [table.levelNo, table.series, table.fromStep] })],
);
