import type { StudyPage } from '@tombola/shared';
import { chosenRound, networksBySeed, networksOf } from './networks';

const level = (trial: string, number: number, state: string, parent: string | null) => ({
  ...{ id: `${trial}-l${number}`, trial, level: number, parent, state },
});

/** Two arms of two seeds; the second arm has its first round only, and begins with the dense level of the other. */
const page = {
  study: {
    arms: [
      { id: 'lottery', label: 'lottery', trials: [1, 0].map((seed) => ({ trial: `a-s${seed}`, seed, draw: 0 })) },
      { id: 'fresh', label: 'fresh', trials: [0, 1].map((seed) => ({ trial: `b-s${seed}`, seed, draw: 0 })) },
    ],
  },
  levels: [
    level('a-s0', 2, 'running', 'a-s0-l1'),
    level('a-s0', 1, 'done', 'd-s0-l0'),
    level('d-s0', 0, 'done', null),
    level('b-s0', 1, 'done', 'd-s0-l0'),
    level('a-s1', 1, 'queued', 'd-s1-l0'),
  ],
  aggregates: [{ arm: 'lottery', metric: 'x', levels: [{ level: 0, members: [{ trial: 'a-s0', seed: 0, draw: 0 }] }] }],
} as unknown as StudyPage;

test('an arm has the rounds of one seed, the dense one it shares before them', () => {
  const { seeds, seed, arms, numbers } = networksOf(page, null);
  expect({ seeds, seed, numbers }).toEqual({ seeds: [0, 1], seed: 0, numbers: [0, 1, 2] });
  expect(arms.map(({ arm, rounds }) => [arm, rounds.map(({ id }) => id)])).toEqual([
    ['lottery', ['d-s0-l0', 'a-s0-l1', 'a-s0-l2']],
    ['fresh', ['b-s0-l1']],
  ]);
  expect(networksOf(page, 1).arms[0]!.rounds.map(({ id }) => id)).toEqual(['a-s1-l1']);
  expect(networksOf(page, 7).seed).toBe(0);
});

test('without a word it is the newest done round of the first arm', () => {
  const networks = networksOf(page, null);
  expect(chosenRound(networks, '', null)!.round!.id).toBe('a-s0-l1');
  expect(chosenRound(networks, 'fresh', null)!.round!.id).toBe('b-s0-l1');
  expect(chosenRound(networks, 'lottery', 2)!.round!.state).toBe('running');
  expect(chosenRound(networks, 'fresh', 5)!.round).toBeUndefined();
  expect(chosenRound({ ...networks, arms: [] }, '', null)).toBeUndefined();
});

test('seeds have their finished networks once, with the dense one', () => {
  expect(
    networksBySeed(page, 10).map(({ seed, dense, rounds }) => [seed, dense.id, rounds.map(({ id }) => id)]),
  ).toEqual([[0, 'd-s0-l0', ['d-s0-l0', 'a-s0-l1', 'b-s0-l1']]]);
  expect(networksBySeed(page, 0)).toEqual([]);
});
