import { join } from 'node:path';
import type { LevelResult, Measurement, RecipeInput } from '@tombola/shared';
import { planStudy, readStudy, type StudyPlan } from '@tombola/studies';
import type { sql } from 'drizzle-orm';
import type { PgBoss } from 'pg-boss';
import { temporaryCluster } from '../../postgres/testing/temporary-cluster';
import { openStore, type Store } from '../../store/connect';
import { randomLetters } from '../../store/ids';
import { migrateStore } from '../../store/migrate';
import { change } from '../change';
import { createStudy, type NewStudy } from '../create-study';
import { openQueue } from '../queue';

/** A database with a queue, for tests of the ledger. */
export interface Bench {
  readonly store: Store;
  readonly queue: PgBoss;
  readonly errors: Error[];
  close(): Promise<void>;
}

export async function openBench(): Promise<Bench> {
  const cluster = await temporaryCluster();
  const errors: Error[] = [];
  const store = openStore(cluster.url, { onError: (error) => errors.push(error) });
  await migrateStore(store, join(__dirname, '../../../migrations'));
  const queue = await openQueue(cluster.url, (error) => errors.push(error));
  const close = async () => {
    await queue.stop({ graceful: false });
    await store.close();
    await cluster.stop();
  };
  return { store, queue, errors, close };
}

/** A study of three arms that share their dense levels: dense, tickets, re-initialised tickets. */
export function smallPlan(seeds: readonly number[], change: Partial<RecipeInput> = {}): StudyPlan {
  const study = readStudy({
    id: 'small',
    title: 'Small',
    question: 'Does the ledger hold?',
    citation: 'none',
    recipe: {
      network: { name: 'lenet-300-100' },
      dataset: { name: 'glyphs' },
      optimizer: { name: 'adam', learningRate: 0.001 },
      steps: 40,
      evaluateEvery: 10,
      method: { name: 'imp', levels: 2 },
      ...change,
    },
    arms: [
      { id: 'dense', label: 'dense', recipe: { method: { name: 'dense' } } },
      { id: 'ticket', label: 'ticket' },
      { id: 'reinit', label: 're-init', recipe: { control: { name: 'reinit' } } },
    ],
    scales: { smoke: { description: 'small', seeds: [0] } },
    tables: [{ metric: 'testAccuracyAtEnd', label: 'accuracy', unit: 'percent' }],
    figure: {
      kind: 'line',
      title: 'Small',
      panels: [{ metric: 'testAccuracyAtEnd', label: 'accuracy', unit: 'percent' }],
      arms: [{ arm: 'ticket', label: 'ticket' }],
    },
    claims: [],
  });
  return planStudy(study, { scale: 'smoke', seeds });
}

/** Launches a study; @returns its id */
export function launch({ store, queue }: Bench, plan: StudyPlan, options: Partial<NewStudy> = {}): Promise<string> {
  return change(store.db, (current) =>
    createStudy(current, queue, {
      plan,
      name: `Small ${randomLetters(4)}`,
      preset: null,
      options: {},
      device: 'cpu',
      priority: 0,
      retryLimit: 2,
      clonedFrom: null,
      owner: 'local',
      tags: [],
      ...options,
    }),
  );
}

/** What a training of `level` would measure: the same whenever it is asked. */
export function measurementsOf(level: string, steps = 40, every = 10): Measurement[] {
  const base = [...level].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7) / 9973;
  return Array.from({ length: steps / every + 1 }, (_, i) => ({
    step: i * every,
    ...(i === 0 ? {} : { trainLoss: base / (i + 1) }),
    validation: { loss: base / (i + 2), accuracy: base },
    test: { loss: base / (i + 3), accuracy: base / 2 },
  }));
}

/** The result that goes with {@link measurementsOf}. */
export function resultOf(id: string): LevelResult {
  const [hash, seed, level] = id.split('-') as [string, string, string];
  return {
    format: 'tombola-level-1',
    key: `${hash}/seed-${seed.slice(1)}/level-${level.slice(1)}`,
    seed: Number(seed.slice(1)),
    level: Number(level.slice(1)),
    density: 0.8 ** Number(level.slice(1)),
    layers: { 'dense_1/weights': { kept: 80, total: 100 } },
    metrics: { testAccuracyAtEnd: 0.9, testAccuracyAtEarlyStop: 0.91 },
    history: measurementsOf(id),
    record: { engine: 'test', seconds: 1 },
  };
}

/** Rows of a query, for assertions. */
export async function rowsOf<T extends Record<string, unknown>>(
  { store }: Bench,
  query: ReturnType<typeof sql>,
): Promise<T[]> {
  return (await store.db.execute(query)).rows as T[];
}
