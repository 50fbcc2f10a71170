import { treeMove } from './tree-keys';
import { treeRows } from './tree-rows';
import { armWith } from './testing/study';

const arms = [armWith('dense', [[0.9]]), armWith('ticket', [[0.9, 0.8]])];
// dense, ticket, ticket-s0, level 0, level 1
const rows = treeRows(arms, new Set(['ticket', 'ticket/ticket-s0']));

test('up and down go through the rows and stop at both ends', () => {
  expect(treeMove('ArrowDown', rows, 0)).toEqual({ go: 1 });
  expect(treeMove('ArrowDown', rows, 4)).toBeUndefined();
  expect(treeMove('ArrowUp', rows, 0)).toBeUndefined();
  expect(treeMove('Home', rows, 3)).toEqual({ go: 0 });
  expect(treeMove('End', rows, 3)).toEqual({ go: 4 });
});

test('right opens, then goes in; left closes, then goes out', () => {
  expect(treeMove('ArrowRight', rows, 0)).toEqual({ open: rows[0] });
  expect(treeMove('ArrowRight', rows, 1)).toEqual({ go: 2 });
  expect(treeMove('ArrowRight', rows, 3)).toBeUndefined();
  expect(treeMove('ArrowLeft', rows, 4)).toEqual({ go: 2 });
  expect(treeMove('ArrowLeft', rows, 2)).toEqual({ close: rows[2] });
  expect(treeMove('ArrowLeft', rows, 0)).toBeUndefined();
});

test('space chooses trials, Enter goes to them; other keys are left alone', () => {
  expect(treeMove(' ', rows, 2)).toEqual({ choose: rows[2] });
  expect(treeMove(' ', rows, 3)).toBeUndefined();
  expect(treeMove('Enter', rows, 3)).toEqual({ enter: rows[3] });
  expect(treeMove('Enter', rows, 0)).toEqual({ open: rows[0] });
  expect(treeMove('a', rows, 0)).toBeUndefined();
  expect(treeMove('ArrowDown', [], 0)).toBeUndefined();
});
