import { sql } from 'drizzle-orm';
import { fromDrizzle, type PgBoss } from 'pg-boss';
import { drawId } from '../store/ids';
import { artifactParents, artifacts, exports } from '../store/schema/index';
import type { Transaction } from '../store/connect';
import type { Change } from './change';
import { clean } from './finish';
import type { Delivery, QueueName } from './queue';
import { LostLevelError } from './fence';

/** A worker's hold on an export. */
export interface ExportHold {
  readonly export: string;
  readonly attempt: number;
  readonly worker: string;
}

export interface ExportClaim {
  readonly hold: ExportHold;
  readonly level: string;
  readonly recipe: unknown;
  readonly seed: number;
  readonly files: Readonly<Record<string, string>>;
}

/** Asks for the ONNX file of a finished level. The same level twice is one export, unless the first failed. */
export async function createExport(
  change: Change,
  boss: PgBoss,
  level: { readonly no: number; readonly id: string },
  createdBy: string,
): Promise<string> {
  const { tx } = change;
  await tx.execute(sql`select no from levels where no = ${level.no} for update`);
  const { rows: there } = await tx.execute<{ id: string }>(sql`
    select id from exports where level_no = ${level.no} and state <> 'failed' order by created_at desc limit 1`);
  if (there[0] !== undefined) return there[0].id;
  const id = drawId('exp');
  await tx.insert(exports).values({ id, levelNo: level.no, state: 'queued', createdBy });
  await sendExports(tx, boss, [id]);
  change.tell({ type: 'export.changed', level, data: { export: id, state: 'queued' } });
  return id;
}

/** Puts exports into the queue under a new delivery. */
export async function sendExports(tx: Transaction, boss: PgBoss, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const { rows } = await tx.execute<{ id: string; delivery: string }>(sql`
    update exports set state = 'queued', worker_id = null, delivery = gen_random_uuid()
    where id = any(${sql.param([...ids])}::text[]) returning id, delivery`);
  await boss.insert(
    'export-cpu' satisfies QueueName,
    rows.map(({ id, delivery }) => ({ id: delivery, data: { id, delivery } satisfies Delivery })),
    { db: fromDrizzle(tx, sql) },
  );
}

export async function claimExport(
  change: Change,
  worker: string,
  { id, delivery }: Delivery,
): Promise<ExportClaim | undefined> {
  const { tx } = change;
  const { rows } = await tx.execute<{ no: number; attempt: number }>(sql`
    update exports set state = 'running', attempt = attempt + 1, worker_id = ${worker}, delivery = null
    where id = ${id} and state = 'queued' and delivery = ${delivery} returning level_no as no, attempt`);
  const row = rows[0];
  if (row === undefined) return undefined;
  const { rows: levels } = await tx.execute<{
    id: string;
    recipe: unknown;
    seed: number;
    files: Record<string, string>;
  }>(sql`
    select l.id, t.recipe, t.seed, (select jsonb_object_agg(a.kind, a.sha256) from artifacts a
      where a.level_no = l.no and a.kind in ('ticket', 'final', 'result')) as files
    from levels l join trials t on t.id = l.trial_id where l.no = ${row.no}`);
  const level = levels[0]!;
  change.tell({ type: 'export.changed', level: { no: row.no, id: level.id }, data: { export: id, state: 'running' } });
  return {
    hold: { export: id, attempt: row.attempt, worker },
    level: level.id,
    recipe: level.recipe,
    seed: level.seed,
    files: level.files,
  };
}

async function fenceExport(tx: Transaction, { export: id, attempt, worker }: ExportHold) {
  const { rows } = await tx.execute<{ no: number; level: string }>(sql`
    select e.level_no as no, l.id as level from exports e join levels l on l.no = e.level_no
    where e.id = ${id} and e.attempt = ${attempt} and e.worker_id = ${worker} and e.state = 'running' for update of e`);
  if (rows[0] === undefined) throw new LostLevelError({ level: id, attempt, worker });
  return rows[0];
}

/** Ends an export: the file is in the artifact store, the verification says whether it is what was trained. */
export async function finishExport(
  change: Change,
  hold: ExportHold,
  file: { readonly name: string; readonly sha256: string; readonly size: number },
  verification: unknown,
): Promise<void> {
  const { tx } = change;
  const { no, level } = await fenceExport(tx, hold);
  const artifact = drawId('art');
  await tx.insert(artifacts).values({
    id: artifact,
    kind: 'onnx',
    mediaType: 'application/octet-stream',
    levelNo: no,
    createdBy: hold.worker,
    ...file,
  });
  await tx.insert(artifactParents).select((qb) =>
    qb
      .select({
        childId: sql<string>`${artifact}`.as('child_id'),
        parentId: artifacts.id,
        relation: sql<string>`'exported-from'`.as('relation'),
      })
      .from(artifacts)
      .where(sql`${artifacts.levelNo} = ${no} and ${artifacts.kind} in ('final', 'ticket')`),
  );
  await tx.execute(sql`
    update exports set state = 'done', artifact_id = ${artifact}, verification = ${JSON.stringify(verification)}::jsonb,
      finished_at = now() where id = ${hold.export}`);
  change.tell({
    type: 'export.changed',
    level: { no, id: level },
    data: { export: hold.export, state: 'done', artifact },
  });
}

export async function failExport(
  change: Change,
  hold: ExportHold,
  error: { name: string; message: string },
): Promise<void> {
  const { tx } = change;
  const { no, level } = await fenceExport(tx, hold);
  const text = clean(JSON.stringify({ name: error.name, message: error.message.slice(0, 10_000) }));
  await tx.execute(sql`
    update exports set state = 'failed', error = ${text}::jsonb, finished_at = now() where id = ${hold.export}`);
  change.tell({ type: 'export.changed', level: { no, id: level }, data: { export: hold.export, state: 'failed' } });
}

/** Exports of workers that are gone: queued again, and failed after three losses. */
export async function reclaimExports(change: Change, boss: PgBoss): Promise<void> {
  const { tx } = change;
  const { rows } = await tx.execute<{ id: string; attempt: number }>(sql`
    select e.id, e.attempt from exports e join workers w on w.id = e.worker_id
    where e.state = 'running' and w.state in ('lost', 'stopped') for update of e`);
  const hopeless = rows.filter(({ attempt }) => attempt >= 3).map(({ id }) => id);
  await tx.execute(sql`
    update exports set state = 'failed', finished_at = now(),
      error = '{"name": "WorkerLost", "message": "Three workers died, one after the other, while they exported it."}'
    where id = any(${sql.param(hopeless)}::text[])`);
  await sendExports(
    tx,
    boss,
    rows.filter(({ attempt }) => attempt < 3).map(({ id }) => id),
  );
}
