import type { LevelResult } from '@tombola/shared';
import { sql } from 'drizzle-orm';
import type { PgBoss } from 'pg-boss';
import type { Transaction } from '../store/connect';
import { drawId } from '../store/ids';
import { artifactParents, artifacts, tickets } from '../store/schema/index';
import type { Change } from './change';
import { fence, type HeldLevel, type Hold } from './fence';
import { appendPoints, mergeMetrics, pointOf } from './metrics';
import { enqueueReady } from './wishes';

/** A file of a finished level whose bytes are in the artifact store. */
export interface LevelFile {
  readonly kind: 'ticket' | 'final' | 'result';
  readonly name: string;
  readonly mediaType: string;
  readonly sha256: string;
  readonly size: number;
}

/**
 * Ends a level well: its numbers, its files with their lineage, its ticket; and queues what waited for it. All in one
 * transaction, so a level is done for everybody or not at all.
 *
 * @throws {LostLevelError} when the hold is over.
 */
export async function finishLevel(
  change: Change,
  boss: PgBoss,
  hold: Hold,
  { result, files, log }: { result: LevelResult; files: readonly LevelFile[]; log: string },
): Promise<void> {
  const { tx } = change;
  const held = await fence(tx, hold);
  await appendPoints(change, held, result.history.map(pointOf));
  await mergeMetrics(tx, held.no);
  await tx.execute(sql`
    update levels set state = 'done', stop_requested = null, step = steps, density = ${JSON.stringify(result.density)}::jsonb,
      layers = ${JSON.stringify(result.layers)}::jsonb, metrics = ${JSON.stringify(result.metrics)}::jsonb,
      matrices = ${result.matrices === undefined ? null : JSON.stringify(result.matrices)}::jsonb,
      record = ${JSON.stringify(result.record)}::jsonb, error = null, checkpoint_sha256 = null, checkpoint_step = null,
      finished_at = now(), updated_at = now()
    where no = ${held.no}`);
  await endAttempt(change, held.no, hold, 'done', { log });
  await addFiles(change, hold, held, files, result);
  change.touch(held.no);
  const { level, density, metrics } = result;
  change.tell({ type: 'level.changed', level: held, data: { state: 'done', level, density, metrics } });

  const { rows } = await tx.execute<{ no: number }>(sql`
    select no from levels where parent_id = ${held.id} order by no for update`);
  await enqueueReady(
    change,
    boss,
    rows.map(({ no }) => no),
  );
}

async function addFiles(
  { tx }: Change,
  hold: Hold,
  held: HeldLevel,
  files: readonly LevelFile[],
  { layers }: LevelResult,
): Promise<void> {
  const rows = files.map((file) => ({ id: drawId('art'), levelNo: held.no, createdBy: hold.worker, ...file }));
  await tx.insert(artifacts).values(rows);
  const idOf = (kind: LevelFile['kind']) => rows.find((row) => row.kind === kind)?.id;
  const edges: { childId: string; parentId: string; relation: string }[] = [];
  const link = (child: string | undefined, parent: string | undefined, relation: string) => {
    if (child !== undefined && parent !== undefined) edges.push({ childId: child, parentId: parent, relation });
  };
  link(idOf('final'), idOf('ticket'), 'trained-from');
  link(idOf('result'), idOf('final'), 'measured-on');
  for (const { id, relation } of await sourcesOf(tx, held)) link(idOf('ticket'), id, relation);
  if (edges.length > 0) await tx.insert(artifactParents).values(edges);
  const ticket = idOf('ticket');
  if (ticket === undefined) return;
  const sum = (key: 'kept' | 'total') => Object.values(layers).reduce((total, layer) => total + layer[key], 0);
  await tx.insert(tickets).values({ levelNo: held.no, artifactId: ticket, kept: sum('kept'), total: sum('total') });
}

/**
 * What a ticket was made from: the weights that decided its mask. A training in another order (the control `reorder`) has the mask of
 * its parent, whose ticket it repeats.
 */
async function sourcesOf(
  tx: Transaction,
  { trialId, parentId }: HeldLevel,
): Promise<{ id: string; relation: 'masks-from' | 'repeats' }[]> {
  if (parentId === null) return [];
  const { rows } = await tx.execute<{ id: string; relation: 'masks-from' | 'repeats' }>(sql`
    with before as (
      select p.id, p.parent_id, coalesce(t.recipe -> 'control' ->> 'name' = 'reorder', false) as again
      from levels p, trials t where p.id = ${parentId} and t.id = ${trialId}
    )
    select a.id, 'masks-from' as relation from before b
      join levels l on l.id = case when b.again then b.parent_id else b.id end
      join artifacts a on a.level_no = l.no and a.kind = 'final'
    union all
    select a.id, 'repeats' from before b
      join levels l on l.id = b.id join artifacts a on a.level_no = l.no and a.kind = 'ticket'
      where b.again`);
  return rows;
}

/** Writes down what became of an attempt. */
export async function endAttempt(
  { tx }: Change,
  levelNo: number,
  { attempt }: Pick<Hold, 'attempt'>,
  outcome: 'done' | 'failed' | 'crashed' | 'lost' | 'released',
  { log, error }: { log?: string; error?: { name: string; message: string; stack?: string } } = {},
): Promise<void> {
  await tx.execute(sql`
    update attempts set ended_at = now(), outcome = ${outcome}, log = ${log === undefined ? null : clean(log)},
      error = ${error === undefined ? null : clean(JSON.stringify(error))}::jsonb
    where level_no = ${levelNo} and attempt = ${attempt}`);
}

/** PostgreSQL's text has no zero characters. */
export function clean(text: string): string {
  return text.replaceAll('\u0000', '').replaceAll('\\u0000', '');
}
