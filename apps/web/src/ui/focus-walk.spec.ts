import { walkTo, walkToLetter } from './focus-walk';

test('arrows go along a list and around its ends', () => {
  expect(walkTo('ArrowDown', 0, 3, 'vertical')).toBe(1);
  expect(walkTo('ArrowDown', 2, 3, 'vertical')).toBe(0);
  expect(walkTo('ArrowUp', 0, 3, 'vertical')).toBe(2);
  expect(walkTo('ArrowRight', 1, 3, 'horizontal')).toBe(2);
});

test('from nowhere they go to the first or the last', () => {
  expect(walkTo('ArrowDown', -1, 3, 'vertical')).toBe(0);
  expect(walkTo('ArrowUp', -1, 3, 'vertical')).toBe(2);
});

test('Home and End go to the ends, other keys and the other axis nowhere', () => {
  expect(walkTo('Home', 2, 3, 'vertical')).toBe(0);
  expect(walkTo('End', 0, 3, 'vertical')).toBe(2);
  expect(walkTo('a', 0, 3, 'vertical')).toBeUndefined();
  expect(walkTo('ArrowRight', 0, 3, 'vertical')).toBeUndefined();
  expect(walkTo('ArrowDown', -1, 0, 'vertical')).toBeUndefined();
});

test('a letter goes to the next choice that begins with it', () => {
  const labels = ['CSV', 'JSON', ' SVG', 'PNG', 'Copy'];
  expect(walkToLetter('c', 0, labels)).toBe(4);
  expect(walkToLetter('C', 4, labels)).toBe(0);
  expect(walkToLetter('s', -1, labels)).toBe(2);
  expect(walkToLetter('x', 0, labels)).toBeUndefined();
  expect(walkToLetter('Enter', 0, labels)).toBeUndefined();
});
