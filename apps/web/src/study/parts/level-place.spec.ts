import { placeOf } from './level-place';

const arms = [
  { id: 'a', label: 'ticket', trials: [{ trial: 'aaa-s1', seed: 1, draw: 0 }] },
  { id: 'b', label: 'control', trials: [{ trial: 'bbb-s1', seed: 1, draw: 2 }] },
  { id: 'c', label: 'twin', trials: [{ trial: 'aaa-s1', seed: 1, draw: 0 }] },
];

test('a level is named by its arms, seed, draw and number', () => {
  expect(placeOf(arms, 'aaa-s1-l3')).toEqual({ trial: 'aaa-s1', level: 3, words: 'ticket and twin, seed 1, level 3' });
  expect(placeOf(arms, 'bbb-s1-l0').words).toBe('control, seed 1, draw 2, level 0');
});

test('a level of no arm is named by its trial', () => {
  expect(placeOf(arms, 'ccc-s0-l0')).toEqual({ trial: 'ccc-s0', level: 0, words: 'trial ccc-s0, level 0' });
});
