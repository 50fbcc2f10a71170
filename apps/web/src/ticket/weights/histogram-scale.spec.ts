import { scale } from '@tombola/figures';
import { countAxis, outline, symmetricTicks } from './histogram-scale';

describe.each(['linear', 'log'] as const)('an axis of counts, %s', (kind) => {
  test.each([0, 1, 2, 9, 10, 11, 999, 235_200, 1e9])('has 0 at the bottom and %d within it', (most) => {
    const { scale: y, ticks } = countAxis(kind, most, 100, 0);
    expect(y(0)).toBe(100);
    expect(y(most)).toBeGreaterThanOrEqual(0);
    expect(y(most)).toBeLessThanOrEqual(100);
    expect(ticks.length).toBeLessThanOrEqual(8);
    for (const tick of ticks) {
      expect(Number.isInteger(tick)).toBe(true);
      expect(y(tick)).toBeGreaterThanOrEqual(-1e-9);
      expect(y(tick)).toBeLessThanOrEqual(100);
    }
  });

  test('goes up with the count, and one weight is seen', () => {
    const { scale: y } = countAxis(kind, 1000, 100, 0);
    for (const [less, more] of [
      [0, 1],
      [1, 2],
      [2, 500],
      [999, 1000],
    ] as const)
      expect(y(more)).toBeLessThan(y(less));
  });
});

test('an outline goes along the bins and ends on the axis', () => {
  const y = scale('linear', [0, 4], [40, 0]);
  expect(outline([-1, 0, 1], [4, 1], scale('linear', [-1, 1], [0, 20]), y)).toBe('M0 40V0H10V30H20V40');
});

test('ticks of an axis about 0 are symmetric and within it', () => {
  for (const half of [0.03, 0.9329962134361267, 1, 17]) {
    const ticks = symmetricTicks(half);
    expect(ticks).toContain(0);
    expect(ticks.map((tick) => 0 - tick).reverse()).toEqual(ticks);
    expect(Math.max(...ticks)).toBeLessThanOrEqual(half);
  }
});
