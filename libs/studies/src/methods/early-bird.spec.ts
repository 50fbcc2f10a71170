import type { LevelResult } from '@tombola/shared';
import { MethodTrials } from '../testing/method-trials';
import { accuracyOf, brokenAndWhole, conv, type MethodInput } from '../testing/structured-trials';
import type { Results } from '../trial/results';

const trials = new MethodTrials();
let results: Results;
beforeAll(async () => {
  results = await trials.results();
});
afterAll(() => trials.dispose());

const search = { name: 'early-bird', share: 0.5, rule: 'count', every: 10, epsilon: 0.15 } as const;
const run = (options: Partial<Extract<MethodInput, { name: 'early-bird' }>> = {}) =>
  trials.run({ ...conv, method: { ...search, ...options } }, { results });

test('a ticket ends the search, and its training goes on from there with inherited weights', async () => {
  const { levels, jobs } = await run();
  const [level, train] = levels as [LevelResult, LevelResult];
  const { drawnAt, drawn } = level.metrics;
  expect(drawn).toBe(1);
  // The 5th mask is the earliest, and scales are equal before the first step.
  expect(drawnAt).toBeGreaterThanOrEqual(50);
  expect(drawnAt).toBeLessThan(200);
  expect(drawnAt! % 10).toBe(0);
  expect(level.history.at(-1)!.step).toBe(drawnAt);
  const { places, values } = level.matrices!.maskDistance!;
  expect(places).toEqual(Array.from({ length: drawnAt! / 10 }, (_, i) => 10 * (i + 1)));
  expect(values.map((row, i) => row[i])).toEqual(places.map(() => 0));
  // What the rule asks of the last five.
  expect(Math.max(...values.at(-1)!.slice(-5))).toBeLessThanOrEqual(0.15);
  expect([train.history[0]!.step, train.history.at(-1)!.step]).toEqual([drawnAt, 200]);
  expect(train.metrics).toMatchObject({ drawn: 1, drawnAt, channels: 18 });
  expect(train.metrics.flopsSaved).toBeGreaterThan(0.2);
  expect(train.metrics.memorySaved).toBeGreaterThan(0.2);
  const [whole, ticket] = [await results.final(jobs[0]!), await results.ticket(jobs[1]!)];
  const inherited = new Set(whole['batch_norm_1/scale']!.data);
  expect([...ticket.parameters['batch_norm_1/scale']!.data].every((scale) => inherited.has(scale))).toBe(true);
  expect(accuracyOf(train)).toBeGreaterThan(0.8);
});

test('a ticket with new weights goes through the whole schedule, or on from the draw', async () => {
  const again = (await run({ weights: 'new' })).levels[1]!;
  expect([again.history[0]!.step, again.history.at(-1)!.step]).toEqual([0, 200]);
  const on = (await run({ weights: 'new', schedule: 'continue' })).levels[1]!;
  expect(on.history[0]!.step).toBe(on.metrics.drawnAt);
  expect(again.metrics.flopsSaved).toBeLessThan(on.metrics.flopsSaved!);
});

test('a ticket that never settles is the mask after the last step', async () => {
  const { levels } = await run({ queue: 'consecutive', epsilon: 0 });
  expect(levels[0]!.metrics).toMatchObject({ drawn: 0, drawnAt: 200 });
  expect(levels[1]!.history.map(({ step }) => step)).toEqual([200]);
});

test('searched in 8 bits, a ticket learns in full precision', async () => {
  const { levels } = await run({ rule: 'threshold', precision: 'low-search', epsilon: 0.2 });
  expect(levels[0]!.metrics.drawn).toBe(1);
  expect(levels[1]!.metrics.channels).toBe(17);
  expect(accuracyOf(levels[1]!)).toBeGreaterThan(0.7);
});

test('a search interrupted again and again draws the same ticket, with the same bits', async () => {
  const method = { ...search, every: 2, precision: 'low', queue: 'consecutive', epsilon: 0.4 } as const;
  const { whole, broken, interruptions } = await brokenAndWhole(trials, conv, method);
  expect(interruptions).toBeGreaterThan(1);
  expect(broken).toEqual(whole);
});
