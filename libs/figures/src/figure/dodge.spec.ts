import fc from 'fast-check';
import { dodge } from './dodge';

const positions = fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { minLength: 1, maxLength: 10 });

test('labels that do not touch stay where they are', () => {
  expect(dodge([50, 10, 100], 17, 0, 200)).toEqual([50, 10, 100]);
});

test('two labels at one place share the move', () => {
  expect(dodge([50, 50], 20, 0, 200)).toEqual([40, 60]);
});

test('labels end in order, apart, and inside when there is room', () => {
  fc.assert(
    fc.property(positions, (wanted) => {
      const placed = dodge(wanted, 17, 0, 300);
      const order = wanted.map((_, i) => i).sort((i, j) => wanted[i]! - wanted[j]! || i - j);
      order.slice(1).forEach((index, k) => {
        expect(placed[index]! - placed[order[k]!]!).toBeGreaterThanOrEqual(17 - 1e-9);
      });
      expect(Math.min(...placed)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...placed)).toBeLessThanOrEqual(300 + 1e-9);
    }),
  );
});

test('labels that cannot fit overflow downwards, still apart', () => {
  expect(dodge([5, 5, 5], 10, 0, 15)).toEqual([0, 10, 20]);
});
