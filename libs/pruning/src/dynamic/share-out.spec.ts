import fc from 'fast-check';
import { shareOut } from './share-out';

test('connections go in proportion to claims', () => {
  expect(shareOut(100, [1, 2, 1], [1000, 1000, 1000])).toEqual([25, 50, 25]);
  expect(shareOut(10, [1, 1, 1], [100, 100, 100])).toEqual([4, 3, 3]);
});

test('what a full layer cannot take goes to the others in the same proportion', () => {
  // 60 of 100 are the first layer's due, 10 fit; the other 90 are shared 3 to 1.
  expect(shareOut(100, [6, 3, 1], [10, 1000, 1000])).toEqual([10, 68, 22]);
});

test('layers without claims or without room get nothing while others have room', () => {
  expect(shareOut(10, [0, 1, 5], [100, 100, 0])).toEqual([0, 10, 0]);
  expect(shareOut(10, [0, 1, 1], [100, 3, 4])).toEqual([3, 3, 4]);
  expect(shareOut(9, [0, 0, 0], [100, 100, 100])).toEqual([3, 3, 3]);
});

test('the total is exact and nothing exceeds its room', () => {
  const layer = fc.record({
    claim: fc.double({ min: 0, max: 5, noNaN: true }),
    room: fc.integer({ min: 0, max: 500 }),
  });
  fc.assert(
    fc.property(fc.array(layer, { minLength: 1, maxLength: 12 }), fc.double({ min: 0, max: 1 }), (layers, share) => {
      const room = layers.map((each) => each.room);
      const all = room.reduce((sum, each) => sum + each, 0);
      const total = Math.round(all * (Number.isNaN(share) ? 0 : share));
      const counts = shareOut(
        total,
        layers.map(({ claim }) => claim),
        room,
      );
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(total);
      counts.forEach((count, i) => expect(count >= 0 && count <= room[i]!).toBe(true));
    }),
  );
});
