import { tensor } from '@tombola/engine';
import fc from 'fast-check';
import { explore, exploredShare } from './explored';

test('what was ever kept is counted once, of layers of any size', () => {
  const layer = fc
    .integer({ min: 1, max: 70 })
    .chain((size) =>
      fc.array(fc.array(fc.constantFrom(0, 1), { minLength: size, maxLength: size }), { minLength: 1, maxLength: 5 }),
    );
  fc.assert(
    fc.property(layer, layer, (a, b) => {
      const moments = Array.from({ length: Math.max(a.length, b.length) }, (_, i) => ({
        a: tensor(a[Math.min(i, a.length - 1)]!),
        b: tensor(b[Math.min(i, b.length - 1)]!),
      }));
      const explored = moments.reduce(explore, {});
      const ever = (masks: number[][]) => masks[0]!.map((_, i) => Math.max(...masks.map((mask) => mask[i]!)));
      const all = [...ever(a), ...ever(b)];
      expect(exploredShare(explored, moments[0]!)).toBe(all.filter((bit) => bit === 1).length / all.length);
      expect(JSON.parse(JSON.stringify(explored))).toEqual(explored);
    }),
  );
});
