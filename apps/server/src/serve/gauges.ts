import { sql } from 'drizzle-orm';
import type { Services } from '../api/context';
import type { GaugeSource } from '../http/prometheus';

/** What Prometheus is told of the work, beside what it is told of the process. */
export function gaugesOf({ store, events }: Services): GaugeSource[] {
  const counted = async (query: ReturnType<typeof sql>, label: string) => {
    const { rows } = await store.db.execute<{ label: string; value: number }>(query);
    return rows.map(({ label: name, value }) => ({ value, labels: { [label]: name } }));
  };
  const one = async (query: ReturnType<typeof sql>) => {
    const { rows } = await store.db.execute<{ value: number }>(query);
    return [{ value: Number(rows[0]?.value ?? 0) }];
  };
  return [
    {
      name: 'tombola_levels',
      help: 'Levels that are not done, by state.',
      labels: ['state'],
      read: () =>
        counted(
          sql`select state as label, count(*)::int as value from levels where state <> 'done' group by 1`,
          'state',
        ),
    },
    {
      name: 'tombola_studies',
      help: 'Studies by state; archived ones are left out.',
      labels: ['state'],
      read: () =>
        counted(
          sql`select state as label, count(*)::int as value from studies where archived_at is null group by 1`,
          'state',
        ),
    },
    {
      name: 'tombola_queue_levels',
      help: 'Levels that wait for a worker, by device.',
      labels: ['device'],
      read: () =>
        counted(
          sql`select device as label, count(*)::int as value from levels where state = 'queued' group by 1`,
          'device',
        ),
    },
    {
      name: 'tombola_workers',
      help: 'Live workers by device.',
      labels: ['device'],
      read: () =>
        counted(
          sql`select device as label, count(*)::int as value from workers where state in ('live', 'stopping') group by 1`,
          'device',
        ),
    },
    {
      name: 'tombola_worker_heartbeat_age_seconds',
      help: 'Longest silence of a live worker.',
      read: () =>
        one(sql`select coalesce(max(extract(epoch from now() - heartbeat_at)), 0)::float8 as value from workers
          where state in ('live', 'stopping')`),
    },
    {
      name: 'tombola_events_total',
      help: 'Events since the database was made.',
      read: () => one(sql`select last as value from event_counter`),
    },
    {
      name: 'tombola_event_subscribers',
      help: 'Streams that follow the event log in this process.',
      read: () => [{ value: events.subscribers }],
    },
    {
      name: 'tombola_artifact_bytes',
      help: 'Bytes of all artifacts, each blob once.',
      read: () =>
        one(
          sql`select coalesce(sum(size), 0)::float8 as value from (select distinct sha256, size from artifacts) blobs`,
        ),
    },
    {
      name: 'tombola_database_bytes',
      help: 'Size of the database.',
      read: () => one(sql`select pg_database_size(current_database())::float8 as value`),
    },
  ];
}
