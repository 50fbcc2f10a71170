import { planStudy, readStudy, type StudyPlan } from '@tombola/studies';
import { sql } from 'drizzle-orm';
import type { PgBoss } from 'pg-boss';
import { change } from '../../ledger/change';
import { createStudy } from '../../ledger/create-study';
import type { Store } from '../../store/connect';
import { encodeSteps, encodeValues } from '../../store/metrics/codec';

export interface SeedOptions {
  readonly studies: number;
  /** Of each study; even, half of them dense and half tickets. */
  readonly trials: number;
  /** Of each trial. */
  readonly series: number;
  readonly points: number;
  readonly onProgress?: (done: number) => void;
}

/** Fills a database with finished studies, as years of a team would. The numbers are made up, the rows are real. */
export async function seedStudies(store: Store, queue: PgBoss, options: SeedOptions): Promise<void> {
  const { studies, trials, series, points, onProgress } = options;
  for (let i = 0; i < studies; i++) {
    const plan = planOf(i, trials / 2);
    await change(store.db, (current) =>
      createStudy(current, queue, {
        plan,
        name: `Load ${i}`,
        preset: null,
        options: { scale: 'smoke', changes: {} },
        device: 'cpu',
        priority: 0,
        retryLimit: 2,
        clonedFrom: null,
        owner: 'local',
        tags: [`team-${i % 7}`],
      }),
    );
    onProgress?.(i + 1);
  }
  await finishAll(store);
  await addMetrics(store, series, points);
  await store.pool.query('delete from pgboss.job');
  await store.pool.query('vacuum analyze');
}

function planOf(index: number, seeds: number): StudyPlan {
  const study = readStudy({
    id: 'load',
    title: `Load ${index}`,
    question: 'How fast is a full house?',
    citation: 'none',
    recipe: {
      network: { name: 'lenet-300-100' },
      dataset: { name: 'glyphs' },
      optimizer: { name: 'adam', learningRate: 0.0001 * (index + 1) },
      steps: 5000,
      method: { name: 'imp', levels: 1 },
    },
    arms: [
      { id: 'dense', label: 'dense', recipe: { method: { name: 'dense' } } },
      { id: 'ticket', label: 'winning ticket' },
    ],
    scales: { smoke: { description: 'made up', seeds: Array.from({ length: seeds }, (_, seed) => seed) } },
    tables: [
      { metric: 'testAccuracyAtEarlyStop', label: 'test accuracy at early stopping', unit: 'percent' },
      { metric: 'earlyStopIteration', label: 'early-stopping iteration', unit: 'count' },
    ],
    figure: {
      kind: 'line',
      title: 'Load',
      panels: [{ metric: 'testAccuracyAtEarlyStop', label: 'accuracy', unit: 'percent' }],
      arms: [{ arm: 'ticket', label: 'winning ticket' }],
    },
    claims: [
      {
        id: 'no-worse',
        sentence: 'Tickets are no worse than the dense network.',
        source: 'made up',
        metric: 'testAccuracyAtEarlyStop',
        arm: 'ticket',
        against: { arm: 'dense', level: 0 },
        densities: [0, 0.9],
        relation: 'at least',
        margin: 0.003,
      },
    ],
  });
  return planStudy(study, { scale: 'smoke' });
}

async function finishAll({ pool }: Store): Promise<void> {
  await pool.query(`
    update levels set state = 'done', step = steps, metrics_step = steps, delivery = null, started_at = now(), finished_at = now(),
      density = to_jsonb(case when level = 0 then 1.0 else 0.8 end),
      layers = '{"dense_1/weights": {"kept": 188160, "total": 235200}, "dense_2/weights": {"kept": 24000, "total": 30000}, "output/weights": {"kept": 900, "total": 1000}}',
      metrics = jsonb_build_object('testAccuracyAtEarlyStop', 0.95 + 0.03 * random(), 'earlyStopIteration', 1000 + floor(4000 * random()),
        'testAccuracyAtEnd', 0.95 + 0.03 * random(), 'testLossAtEnd', 0.1 + 0.1 * random(), 'validationAccuracyAtEnd', 0.95 + 0.03 * random(),
        'earlyStopShare', random(), 'testLossAtEarlyStop', random(), 'validationLossAtEarlyStop', random()),
      record = '{"engine": "made up", "seconds": 10}'
    where state <> 'done' and trial_id in (select trial_id from study_trials where study_id like 'load-%')`);
  await pool.query(`
    update studies set state = 'done', levels_done = levels, levels_running = 0, steps_done = steps, finished_at = now()
    where id like 'load-%'`);
}

const SHAPES = 32;

async function addMetrics({ db }: Store, series: number, points: number): Promise<void> {
  const steps = encodeSteps(Array.from({ length: points }, (_, i) => i * 100));
  const shapes = Array.from({ length: SHAPES }, (_, shape) =>
    encodeValues(Array.from({ length: points }, (_, i) => Math.exp(-i / (10 + shape)) + Math.sin(i * shape) / 100)),
  );
  await db.transaction(async (tx) => {
    await tx.execute(sql`create temporary table shape (no int, "values" bytea) on commit drop`);
    for (const [no, values] of shapes.entries()) await tx.execute(sql`insert into shape values (${no}, ${values})`);
    await tx.execute(sql`
      insert into metric_chunks (level_no, series, from_step, to_step, count, steps, "values")
      select l.no, 'series.' || s.no, 0, ${(points - 1) * 100}::int, ${points}::int, ${steps}, shape."values"
      from levels l cross join generate_series(1, ${series}::int) as s(no)
      join shape on shape.no = (l.no * 7 + s.no) % ${SHAPES}::int
      where l.trial_id in (select trial_id from study_trials where study_id like 'load-%')`);
  });
}
