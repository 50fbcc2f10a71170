import { Scratch } from './scratch';

test('what is given back is taken again, as long as it is long enough', () => {
  const scratch = new Scratch();
  const first = scratch.take(8);
  scratch.give([first]);
  const shorter = scratch.take(5);
  expect(shorter.buffer).toBe(first.buffer);
  expect(shorter).toHaveLength(5);
  scratch.give([shorter]);
  expect(scratch.take(9).buffer).not.toBe(first.buffer);
  expect(scratch.take(8).buffer).toBe(first.buffer);
});

test('two that are taken at a time share nothing', () => {
  const scratch = new Scratch();
  scratch.give([scratch.take(4), scratch.take(4)]);
  const [a, b] = [scratch.take(4), scratch.take(4)];
  a.fill(1);
  b.fill(2);
  expect([...a, ...b]).toEqual([1, 1, 1, 1, 2, 2, 2, 2]);
});
