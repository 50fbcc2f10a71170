import fc from 'fast-check';
import { tensor } from '@tombola/engine';
import { lenet300100, mlp } from '@tombola/nn';
import { budgetOf, budgetOfRound, pruneToBudget, type Budget } from './budget';
import { random } from './criteria/random';
import { convNetwork } from './criteria/testing/networks';
import { countMask, countMasks, denseMasks, isNested, type Masks } from './masks';
import { pruneInRounds } from './rounds';

const lenet = lenet300100({ inputShape: [1, 28, 28], classes: 10 });
/** 35,100 weights. */
const small = lenet300100({ inputShape: [1, 4, 4], classes: 3 });
const scope = { scope: 'global', distribution: 'erk', minKeep: 0 } as const;
const kept = (masks: Masks) => Object.values(masks).map((mask) => countMask(mask).kept);
const sizesOf = (masks: Masks) =>
  Object.fromEntries(Object.entries(masks).map(([name, { data }]) => [name, data.length]));

test('a budget is the network’s weights less floor(S N + 1/2), or what the distribution gives each layer', () => {
  expect(budgetOf(lenet, 0.9, scope)).toEqual({ scope: 'global', keep: 26_620, minKeep: 0 });
  expect(budgetOf(lenet, 0.98, { ...scope, minKeep: 1 })).toEqual({ scope: 'global', keep: 5324, minKeep: 1 });
  // No layer is dense for its place alone, as the first one is in RigL's uniform distribution.
  expect(budgetOf(lenet, 0.9, { ...scope, scope: 'layer', distribution: 'uniform' })).toEqual({
    scope: 'layer',
    keep: { 'dense_1/weights': 23_520, 'dense_2/weights': 3000, 'dense_3/weights': 100 },
  });
  const erk = budgetOf(lenet, 0.9, { ...scope, scope: 'layer' }) as Extract<Budget, { scope: 'layer' }>;
  expect(Object.values(erk.keep).reduce((sum, count) => sum + count, 0)).toBe(26_620);
  expect(erk.keep['dense_3/weights']).toBe(1000);
});

test('rounds go by equal ratios: five rounds to 1 % keep 39.8, 15.8, 6.3, 2.5 and 1 %', () => {
  const dense = denseMasks(lenet);
  const last = budgetOf(lenet, 0.99, scope);
  const keeps = [1, 2, 3, 4, 5].map((round) => {
    const budget = budgetOfRound(dense, last, round, 5);
    return (budget.keep as number) / 266_200;
  });
  [0.398107, 0.158489, 0.063096, 0.025119, 0.01].forEach((share, i) => expect(keeps[i]).toBeCloseTo(share, 5));
});

test.each(['global', 'layer'] as const)(
  '%s: one round is one-shot, and more rounds end with the same counts',
  async (place) => {
    const dense = denseMasks(small);
    const last = budgetOf(small, 0.95, { ...scope, scope: place });
    const scores = random(sizesOf(dense), 3);
    const once = await pruneInRounds(dense, last, { rounds: 1 }, () => scores);
    expect(once).toEqual(pruneToBudget(dense, scores, last));
    // Scores that do not change choose the same weights in any number of rounds.
    expect(await pruneInRounds(dense, last, { rounds: 7 }, () => scores)).toEqual(once);
  },
);

test('pruned weights stay away, unless they compete again as with FORCE', async () => {
  const dense = denseMasks(small);
  const last = budgetOf(small, 0.99, scope);
  const run = async (regrow: boolean) => {
    const seen: Masks[] = [dense];
    const onRound = (_round: number, masks: Masks) => seen.push(masks);
    await pruneInRounds(dense, last, { rounds: 5, regrow, onRound }, (_, round) => random(sizesOf(dense), 1, round));
    expect(seen.map((masks) => countMasks(masks).kept)).toEqual([35_100, 13_974, 5563, 2215, 882, 351]);
    return seen.slice(1).map((masks, i) => isNested(masks, seen[i]!));
  };
  expect(await run(false)).toEqual([true, true, true, true, true]);
  expect(await run(true)).toEqual([true, false, false, false, false]);
});

test('whatever the network, the sparsity, the rounds and the scope: counts are exact, rounds nested', async () => {
  const networks = [mlp({ inputShape: [1, 4, 4], hidden: [50, 20, 30], classes: 3 }), convNetwork];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...networks),
      fc.double({ min: 0, max: 0.98, noNaN: true }),
      fc.integer({ min: 1, max: 12 }),
      fc.constantFrom('global', 'layer' as const),
      fc.constantFrom(0, 1),
      async (network, sparsity, rounds, place, minKeep) => {
        const dense = denseMasks(network);
        const budget = budgetOf(network, sparsity, { scope: place, distribution: 'erk', minKeep });
        const seen: Masks[] = [dense];
        const onRound = (_: number, masks: Masks) => seen.push(masks);
        const scores = (_: Masks, round: number) => random(sizesOf(dense), 1, round);
        const masks = await pruneInRounds(dense, budget, { rounds, onRound }, scores);
        const { total } = countMasks(dense);
        expect(countMasks(masks).kept).toBe(total - Math.floor(sparsity * total + 0.5));
        if (budget.scope === 'layer') expect(kept(masks)).toEqual(Object.values(budget.keep));
        if (minKeep === 1) for (const count of kept(masks)) expect(count).toBeGreaterThan(0);
        seen.slice(1).forEach((each, i) => expect(isNested(each, seen[i]!)).toBe(true));
      },
    ),
    { numRuns: 50 },
  );
});

test('masks that keep less than the budget are refused', () => {
  const few: Masks = { l: tensor([1, 0, 0], [3], 'uint8') };
  const scores = { l: Float32Array.of(1, 2, 3) };
  expect(() => pruneToBudget(few, scores, { scope: 'global', keep: 2, minKeep: 0 })).toThrow(
    /network is sparser already .*1 weights.* at least 2/,
  );
  expect(() => pruneToBudget(few, scores, { scope: 'layer', keep: { l: 2 } })).toThrow(/l is sparser already/);
});
