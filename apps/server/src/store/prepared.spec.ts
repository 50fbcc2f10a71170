import { sql } from 'drizzle-orm';
import { temporaryCluster } from '../postgres/testing/temporary-cluster';
import { openStore } from './connect';
import { prepared } from './prepared';

test('a prepared query answers what it is asked each time, and is planned once a connection', async () => {
  const cluster = await temporaryCluster();
  const store = openStore(cluster.url, { connections: 1 });
  const add = prepared<{ sum: number }>(
    'add',
    sql`select ${sql.placeholder('a')}::int + ${1}::int + ${sql.placeholder('b')}::int as sum`,
  );
  for (let i = 0; i < 8; i++) expect(await add(store, { b: i, a: 10 })).toEqual([{ sum: 11 + i }]);
  const { rows } = await store.db.execute(sql`select name, generic_plans > 0 as reused from pg_prepared_statements`);
  expect(rows).toEqual([{ name: 'add', reused: true }]);
  await store.close();
  await cluster.stop();
});
