import { chooseLevels, labelsOf, looksOf, usualColouring } from './choosing';
import { matcher } from './matching';
import { level } from './testing/levels';

const all = matcher('');
const dense = level({ armId: 'dense', arm: 'dense', trial: 'aaaaaaaaaaaa-s0' });
const shared = level({ armId: 'ticket', arm: 'winning ticket', trial: 'bbbbbbbbbbbb-s0', id: dense.id });
const pruned = level({ armId: 'ticket', arm: 'winning ticket', trial: 'bbbbbbbbbbbb-s0', level: 1 });
const other = level({ armId: 'ticket', arm: 'winning ticket', trial: 'bbbbbbbbbbbb-s1', seed: 1, level: 1 });

test('a level that trials share is drawn once, for the one that trained it', () => {
  expect(chooseLevels([shared, dense], [0], all, null)).toEqual([dense]);
  expect(chooseLevels([shared, dense], [0], all, new Set([shared.trial]))).toEqual([shared]);
});

test('numbers, names and trials choose together', () => {
  const levels = [dense, shared, pruned, other];
  expect(chooseLevels(levels, [1], all, null)).toEqual([pruned, other]);
  expect(chooseLevels(levels, [1], matcher('s1$'), null)).toEqual([other]);
  expect(chooseLevels(levels, [0, 1], matcher('TICKET'), null)).toEqual([shared, pruned, other]);
  expect(chooseLevels(levels, [0, 1], all, new Set())).toEqual([]);
});

test('colours are the arms, dashes the levels, and stay when others are chosen', () => {
  const levels = [dense, shared, pruned, other];
  expect([dense, pruned, other].map(looksOf(levels, [dense, pruned, other], 'arm'))).toEqual([
    { index: 0, dash: 0 },
    { index: 1, dash: 1 },
    { index: 1, dash: 1 },
  ]);
  expect(looksOf(levels, [pruned], 'arm')(pruned)).toEqual({ index: 1 });
});

test('by seed the colours are seeds; by level they are levels and dashes are arms', () => {
  const levels = [other, dense, pruned];
  expect(looksOf(levels, levels, 'seed')(other)).toEqual({ index: 1, dash: 1 });
  expect(looksOf(levels, levels, 'level')(dense)).toEqual({ index: 0, dash: 1 });
});

test('labels say what differs', () => {
  expect(labelsOf([pruned, other])(other)).toBe('seed 1');
  expect(labelsOf([dense, other])(other)).toBe('winning ticket, seed 1, level 1');
  expect(labelsOf([pruned])(pruned)).toBe('winning ticket, seed 0, level 1');
});

test('colours tell what there is several of', () => {
  expect(usualColouring([dense, pruned, other])).toBe('arm');
  expect(usualColouring([pruned, other])).toBe('seed');
  expect(usualColouring([pruned])).toBe('level');
});
