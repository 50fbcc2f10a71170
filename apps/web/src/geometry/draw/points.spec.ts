import { HALF, MOST_POINTS, readPoints, snapped, writePoints, type DrawnPoint } from './points';

test('an address has the very points that were drawn', () => {
  const points: DrawnPoint[] = [
    { x: snapped(0.1234), y: snapped(-1.7), class: 0 },
    { x: -HALF, y: HALF, class: 3 },
    { x: snapped(0), y: snapped(1e-9), class: 1 },
  ];
  expect(writePoints(points)).toHaveLength(15);
  expect(readPoints(writePoints(points))).toEqual(points);
  expect(readPoints('')).toEqual([]);
});

test('what lies outside is brought to the edge, and places are fine enough to draw on', () => {
  expect(snapped(7)).toBe(HALF);
  expect(snapped(-7)).toBe(-HALF);
  for (const value of [0.3, -1.999, 1.23456]) expect(Math.abs(snapped(value) - value)).toBeLessThan(0.001);
});

test('other texts are none', () => {
  const one = writePoints([{ x: 0, y: 0, class: 1 }]);
  for (const text of ['A', `${one}A`, 'A!AAA', 'AAAAZ', one.repeat(MOST_POINTS + 1)])
    expect(readPoints(text)).toBeNull();
});
