import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Store } from '../../store/connect';

/** What a finished study left in its database, by level. */
export interface Outcome {
  readonly levels: ReadonlyMap<string, LevelOutcome>;
  /** Of the event log: the last id, and how many events there are. */
  readonly lastEvent: number;
  readonly events: number;
}

export interface LevelOutcome {
  readonly state: string;
  readonly attempts: number;
  readonly lost: number;
  /** Attempts that say that they finished it. */
  readonly done: number;
  /** Points stored of `validation.loss`. */
  readonly points: number;
  readonly rows: number;
  /** Digests of its trained weights and its ticket, and of all bits of its metrics. */
  readonly bits: string;
}

/** Reads everything that must be the same however a study was run. */
export async function outcomeOf({ db }: Store): Promise<Outcome> {
  const { rows } = await db.execute<{
    id: string;
    state: string;
    attempts: number;
    lost: number;
    done: number;
    files: string | null;
  }>(sql`
    select l.id, l.state,
      (select count(*)::int from attempts a where a.level_no = l.no) as attempts,
      (select count(*)::int from attempts a where a.level_no = l.no and a.outcome in ('lost', 'crashed')) as lost,
      (select count(*)::int from attempts a where a.level_no = l.no and a.outcome = 'done') as done,
      (select string_agg(a.kind || ' ' || a.sha256, ' ' order by a.kind) from artifacts a
        where a.level_no = l.no and a.kind in ('final', 'ticket')) as files
    from levels l order by l.id`);
  const { rows: chunks } = await db.execute<{
    id: string;
    series: string;
    count: number;
    steps: Buffer;
    values: Buffer;
  }>(sql`
    select l.id, c.series, c.count, c.steps, c.values from metric_chunks c join levels l on l.no = c.level_no
    order by l.id, c.series, c.from_step`);
  const metrics = new Map<string, { hash: ReturnType<typeof createHash>; points: number; rows: number }>();
  for (const { id, series, count, steps, values } of chunks) {
    const entry = metrics.get(id) ?? { hash: createHash('sha256'), points: 0, rows: 0 };
    metrics.set(id, entry);
    entry.hash.update(series).update(steps).update(values);
    if (series !== 'validation.loss') continue;
    entry.points += count;
    entry.rows += 1;
  }
  const levels = rows.map(({ id, files, ...counts }): [string, LevelOutcome] => {
    const entry = metrics.get(id);
    return [
      id,
      {
        ...counts,
        points: entry?.points ?? 0,
        rows: entry?.rows ?? 0,
        bits: `${files ?? 'none'} ${entry?.hash.digest('hex') ?? 'none'}`,
      },
    ];
  });
  const { rows: log } = await db.execute<{ last: number; events: number }>(sql`
    select (select last from event_counter) as last, (select count(*)::int from events) as events`);
  return { levels: new Map(levels), lastEvent: log[0]!.last, events: log[0]!.events };
}
