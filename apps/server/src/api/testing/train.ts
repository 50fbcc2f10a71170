import { randomBytes } from 'node:crypto';
import type { LevelResult } from '@tombola/shared';
import { sql } from 'drizzle-orm';
import { change } from '../../ledger/change';
import { claimLevel, type Claim } from '../../ledger/claim';
import { finishLevel, type LevelFile } from '../../ledger/finish';
import { failLevel } from '../../ledger/unfinished';
import { registerWorker } from '../../ledger/workers';
import { drawId } from '../../store/ids';
import type { Services } from '../context';

type Parts = Pick<Services, 'store' | 'queue' | 'artifacts'>;

/** A worker that lives on paper. @returns its id */
export async function addWorker({ store }: Parts, slots = 2, device: 'cpu' | 'gpu' = 'cpu'): Promise<string> {
  const id = drawId('wrk');
  const what = { name: 'paper', host: 'here', pid: 1, version: '0', provider: 'none' };
  await change(store.db, (current) => registerWorker(current, { id, device, slots, ...what }));
  return id;
}

/** Claims a level that is queued. @param level its id; any when left out */
export async function claim({ store }: Parts, worker: string, level?: string): Promise<Claim> {
  const { rows } = await store.db.execute<{ id: string; delivery: string }>(sql`
    select id, delivery from levels
    where state = 'queued' and (${level ?? null}::text is null or id = ${level ?? null}) order by no limit 1`);
  const found = rows[0] && (await change(store.db, (current) => claimLevel(current, worker, rows[0]!)));
  if (found === undefined) throw new Error(`${level ?? 'no level'} is not queued`);
  return found;
}

/** What a training might have ended with; made from level and seed alone. */
export function madeUpResult({ hold, level, seed, steps }: Claim, seconds = 10): LevelResult {
  const density = 0.5 ** level;
  const accuracy = 0.9 + 0.001 * (seed % 10) - 0.002 * level;
  const evaluation = { loss: 1 - accuracy, accuracy };
  return {
    format: 'tombola-level-1',
    key: hold.level.replace('-s', '/seed-').replace('-l', '/level-'),
    seed,
    level,
    density,
    layers: { 'dense1.weights': { kept: Math.round(1000 * density), total: 1000 } },
    metrics: {
      testAccuracyAtEarlyStop: accuracy,
      earlyStopIteration: steps - level,
      earlyStopShare: 0.5,
      testAccuracyAtEnd: accuracy,
    },
    history: [0, steps].map((step) => ({ step, trainLoss: 0.5, validation: evaluation, test: evaluation })),
    record: { engine: 'paper', seconds },
  };
}

/** Ends a claimed level well. Its files hold a few bytes at random. */
export async function finish(parts: Parts, held: Claim, result: LevelResult = madeUpResult(held)): Promise<void> {
  const files: LevelFile[] = [];
  for (const kind of ['ticket', 'final', 'result'] as const) {
    const blob = await parts.artifacts.put(randomBytes(16));
    const mediaType = kind === 'result' ? 'application/json' : 'application/octet-stream';
    files.push({ kind, name: `${kind}.${kind === 'result' ? 'json' : 'safetensors'}`, mediaType, ...blob });
  }
  await change(parts.store.db, (current) =>
    finishLevel(current, parts.queue, held.hold, { result, files, log: 'trained on paper\n' }),
  );
}

/** Fails a claimed level. */
export async function fail({ store }: Parts, held: Claim): Promise<void> {
  const error = { name: 'Error', message: 'made up' };
  await change(store.db, (current) => failLevel(current, held.hold, error, 'the last words\n'));
}

/** Trains on paper until nothing is queued. @returns how many levels that were */
export async function trainAll(parts: Parts, worker: string): Promise<number> {
  for (let count = 0; ; count++) {
    const { rows } = await parts.store.db.execute<{ id: string }>(
      sql`select id from levels where state = 'queued' order by no limit 1`,
    );
    if (rows[0] === undefined) return count;
    await finish(parts, await claim(parts, worker, rows[0].id));
  }
}
