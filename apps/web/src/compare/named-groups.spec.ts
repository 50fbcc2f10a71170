import type { ComparedTrial } from './compared';
import { namedGroups } from './named-groups';
import { trialOf } from './testing/grouped';

const place = (study: string, arm: string, position = 0) => ({
  study,
  name: study,
  arm,
  label: `the ${arm}`,
  position,
});
const within = (trial: ComparedTrial, ...studies: ComparedTrial['studies']): ComparedTrial => ({ ...trial, studies });
const trials = [
  within(trialOf('a', 0, [1]), place('s', 'dense'), place('t', 'base'), place('u', 'dense')),
  within(trialOf('a', 1, [1]), place('t', 'base'), place('u', 'dense')),
  within(trialOf('b', 0, [1]), place('s', 'ticket'), place('s', 'twin')),
  within(trialOf('c', 0, [1]), place('u', 'ticket'), place('v', 'ticket')),
  trialOf('d', 0, [1]),
];
const groups = (chosen: string[], by: 'recipe' | 'arm' = 'arm') =>
  namedGroups({ trials, members: [] }, chosen, by).map((group) => [group.key, group.trials.map(({ trial }) => trial)]);

test('a trial is in every arm that has it in the studies that are chosen, and in no other', () => {
  expect(groups(['s', 't'])).toEqual([
    ['d', ['d-s0']],
    ['s/dense', ['a-s0']],
    ['s/ticket', ['b-s0']],
    ['s/twin', ['b-s0']],
    ['t/base', ['a-s0', 'a-s1']],
    ['u/ticket', ['c-s0']],
  ]);
});

test('trials chosen one by one are in their first arms', () => {
  expect(groups([])).toEqual([
    ['d', ['d-s0']],
    ['s/dense', ['a-s0']],
    ['s/ticket', ['b-s0']],
    ['t/base', ['a-s1']],
    ['u/ticket', ['c-s0']],
  ]);
});

test('by recipe a trial is in one group, whatever is chosen', () => {
  for (const chosen of [[], ['s', 't', 'u']]) {
    const all = groups(chosen, 'recipe').map(([key, own]) => `${key as string} ${(own as string[]).join(' ')}`);
    expect(all.sort()).toEqual(['a a-s0 a-s1', 'b b-s0', 'c c-s0', 'd d-s0']);
  }
});

test('groups are named by the arms that they are', () => {
  expect(namedGroups({ trials, members: [] }, ['t'], 'arm').map(({ label }) => label)).toContain('the base · t');
});

test('the groups of one study come in the order of its arms, with their colours; of several each has its own', () => {
  const arms = [
    within(trialOf('a', 0, [1]), place('s', 'random', 2)),
    within(trialOf('b', 0, [1]), place('s', 'dense', 0)),
    within(trialOf('c', 0, [1]), place('s', 'imp', 1)),
  ];
  const look = (all: ComparedTrial[], chosen: string[]) =>
    namedGroups({ trials: all, members: [] }, chosen, 'recipe').map(({ key, index }) => [key, index]);
  expect(look(arms, ['s'])).toEqual([
    ['b', 0],
    ['c', 1],
    ['a', 2],
  ]);
  const more = [...arms, within(trialOf('d', 0, [1]), place('t', 'dense', 0))];
  const colours = look(more, ['s', 't']);
  expect(new Set(colours.map(([, index]) => index)).size).toBe(4);
});
