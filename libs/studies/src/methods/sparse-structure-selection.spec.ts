import { exportLevel } from '../ship';
import { MethodTrials } from '../testing/method-trials';
import {
  accuracyOf,
  brokenAndWhole,
  channelsOf,
  conv,
  residual,
  tuned,
  type MethodInput,
} from '../testing/structured-trials';
import type { Results } from '../trial/results';
import { Workbench } from '../trial/workbench';

const trials = new MethodTrials();
let results: Results;
beforeAll(async () => {
  results = await trials.results();
});
afterAll(() => trials.dispose());

const blocks = { name: 'sparse-structure-selection', penalty: 0.1 } as const;
const run = (method: MethodInput, training = residual) => trials.run({ ...training, method }, { results });

test('scales end at exactly 0, removing their blocks changes nothing, and what is left is shipped', async () => {
  const { levels, jobs } = await run(blocks);
  const { structuresDropped } = levels[0]!.metrics;
  expect(structuresDropped).toBeGreaterThan(0);
  expect(channelsOf(levels[1]!)).toHaveLength(5 - 2 * structuresDropped!);
  expect(accuracyOf(levels[1]!)).toBe(accuracyOf(levels[0]!));
  expect(accuracyOf(levels[1]!)).toBeGreaterThan(0.7);
  const workbench = new Workbench();
  for (const job of jobs) expect((await exportLevel(job, results, workbench)).verification.ok).toBe(true);
  await workbench.dispose();
});

test('a share of the blocks goes when told', async () => {
  const { levels } = await run({ ...blocks, penalty: 0.01, share: 0.5, retrain: 'fine-tune', ...tuned });
  expect(channelsOf(levels[1]!)).toEqual([8, 8, 8]);
  expect(accuracyOf(levels[1]!)).toBeGreaterThan(0.7);
});

test('a share of the channels goes when told', async () => {
  const method = {
    ...blocks,
    structures: 'channels',
    penalty: 0.01,
    share: 0.5,
    retrain: 'fine-tune',
    ...tuned,
  } as const;
  const { levels } = await run(method, conv);
  const { structuresDropped } = levels[0]!.metrics;
  // 18 of 36, but the last channel of a layer.
  expect([17, 18]).toContain(structuresDropped);
  expect(levels[1]!.metrics.channels).toBe(36 - structuresDropped!);
  expect(accuracyOf(levels[1]!)).toBeGreaterThan(0.6);
});

test('training interrupted again and again ends with the same bits', async () => {
  const { whole, broken, interruptions } = await brokenAndWhole(trials, residual, { ...blocks, penalty: 0.5 });
  expect(interruptions).toBeGreaterThan(1);
  expect(broken).toEqual(whole);
});
