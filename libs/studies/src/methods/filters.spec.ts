import type { LevelResult } from '@tombola/shared';
import { MethodTrials } from '../testing/method-trials';
import { accuracyOf, brokenAndWhole, channelsOf, conv, tuned, type MethodInput } from '../testing/structured-trials';
import type { Results } from '../trial/results';

const trials = new MethodTrials();
let results: Results;
beforeAll(async () => {
  results = await trials.results();
});
afterAll(() => trials.dispose());

const run = (method: MethodInput) => trials.run({ ...conv, method }, { results });
const last = (levels: readonly LevelResult[]) => levels.at(-1)!;

// Of 8, 12 and 16 channels.
test.each<[MethodInput, readonly number[]]>([
  [{ name: 'l1-filters', shares: [0.25, 0.5], ...tuned }, [4, 6, 8]],
  [{ name: 'l1-filters', shares: [0.5], layers: ['conv_3'], ...tuned }, [8, 12, 8]],
  [{ name: 'thinet', shares: [0.5], images: 400, ...tuned }, [4, 6, 8]],
  [{ name: 'regression', shares: [0.5], images: 800, ...tuned }, [4, 6, 8]],
  [{ name: 'soft-filter-pruning', share: 0.5, every: 20 }, [4, 6, 8]],
])('%j ends at exactly the channels asked for, and learns', async (method, channels) => {
  const { levels, jobs } = await run(method);
  const level = last(levels);
  expect(channelsOf(level)).toEqual(channels);
  expect(level.metrics.channels).toBe(channels.reduce((sum, count) => sum + count));
  expect(accuracyOf(level)).toBeGreaterThan(0.8);
  const final = await results.final(jobs.at(-1)!);
  expect(final['conv_3/weights']!.shape).toEqual([channels[2], channels[1], 3, 3]);
});

describe('a smaller network is trained', () => {
  const one = (retrain: object) => run({ name: 'l1-filters', shares: [0.5], ...retrain });

  test('from inherited weights, or not at all', async () => {
    const none = last((await one({ retrain: 'none' })).levels);
    expect(none.history.map(({ step }) => step)).toEqual([200]);
    const fineTuned = last((await one(tuned)).levels);
    expect(fineTuned.history.map(({ step }) => step)).toEqual([0, 50]);
    expect(fineTuned.history[0]!.test).toEqual(none.history[0]!.test);
    expect(accuracyOf(fineTuned)).toBeGreaterThan(accuracyOf(none));
  });

  test('from new weights for as many steps, or for as many operations up to a cap', async () => {
    const [same, budget] = [await one({ retrain: 'scratch-e' }), await one({ retrain: 'scratch-b', cap: 1.5 })];
    expect([same, budget].map(({ levels }) => last(levels).history.at(-1)!.step)).toEqual([200, 300]);
    const [a, b] = [await results.ticket(same.jobs[1]!), await results.ticket(budget.jobs[1]!)];
    expect(a.parameters).toEqual(b.parameters);
    expect(last(budget.levels).metrics.macsShare).toBeLessThan(1 / 1.5);
    expect(accuracyOf(last(same.levels))).toBeGreaterThan(0.8);
  });

  test('or fitted to the whole one, which is nearer to it than what norms of filters choose', async () => {
    const norms = last((await one({ retrain: 'none' })).levels);
    const fitted = last((await run({ name: 'regression', shares: [0.5], images: 800, retrain: 'none' })).levels);
    expect(accuracyOf(fitted)).toBeGreaterThan(accuracyOf(norms) + 0.1);
  });
});

test('filters that are zeroed for good are those that the smaller network lacks', async () => {
  const { levels } = await run({ name: 'soft-filter-pruning', share: 0.5, every: 20 });
  expect(levels[1]!.history.map(({ step }) => step)).toEqual([200]);
  expect(accuracyOf(levels[1]!)).toBe(accuracyOf(levels[0]!));
});

test.each<MethodInput>([
  { name: 'soft-filter-pruning', share: 0.5, every: 4 },
  { name: 'thinet', shares: [0.5], images: 40, fineTuneSteps: 6 },
])('$name interrupted again and again ends with the same bits', async (method) => {
  const { whole, broken, interruptions } = await brokenAndWhole(trials, conv, method);
  expect(interruptions).toBeGreaterThan(1);
  expect(broken).toEqual(whole);
});
