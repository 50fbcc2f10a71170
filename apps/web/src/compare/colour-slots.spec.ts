import fc from 'fast-check';
import { colourSlots } from './colour-slots';

test('keys have places of their own as long as there are enough', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { maxLength: 28 }), (keys) => {
      expect(new Set(colourSlots(keys)).size).toBe(keys.length);
    }),
  );
  const many = Array.from({ length: 60 }, (_, i) => `recipe ${i}`);
  expect(Math.max(...colourSlots(many))).toBeLessThan(28);
});

test('a place does not depend on the order, and most stay when a key comes', () => {
  const keys = ['3fb1', '77aa', 'c0de', 'e5f2'];
  const [a, b, c, d] = colourSlots(keys);
  expect(colourSlots([...keys].reverse())).toEqual([d, c, b, a]);
  const after = colourSlots([...keys, '0001']);
  expect(after.filter((slot, i) => slot === [a, b, c, d][i]).length).toBeGreaterThanOrEqual(3);
});
