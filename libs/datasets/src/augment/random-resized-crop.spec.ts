import fc from 'fast-check';
import { randomStream } from '@tombola/shared';
import { randomWindow } from './random-resized-crop';

const extent = fc.integer({ min: 1, max: 2000 });

test('a window lies within its image, whatever the shape of it', () => {
  fc.assert(
    fc.property(extent, extent, fc.nat(), (width, height, seed) => {
      const window = randomWindow(width, height, randomStream(seed, 'x'));
      for (const value of Object.values(window)) expect(Number.isInteger(value)).toBe(true);
      expect(window.left).toBeGreaterThanOrEqual(0);
      expect(window.top).toBeGreaterThanOrEqual(0);
      expect(window.width).toBeGreaterThanOrEqual(1);
      expect(window.height).toBeGreaterThanOrEqual(1);
      expect(window.left + window.width).toBeLessThanOrEqual(width);
      expect(window.top + window.height).toBeLessThanOrEqual(height);
    }),
  );
});

test('of an ordinary image it has 8 to 100 % of the area, and a ratio from 3/4 to 4/3', () => {
  const draws = randomStream(0, 'x');
  let [smallest, largest] = [1, 0];
  for (let i = 0; i < 2000; i++) {
    const { width, height } = randomWindow(400, 300, draws);
    const area = (width * height) / 120_000;
    [smallest, largest] = [Math.min(smallest, area), Math.max(largest, area)];
    expect(width / height).toBeGreaterThan(0.73);
    expect(width / height).toBeLessThan(1.36);
  }
  expect([smallest > 0.075 && smallest < 0.1, largest > 0.95 && largest <= 1]).toEqual([true, true]);
});

test('of an image that no such window fits in, it is the middle', () => {
  expect(randomWindow(1000, 10, randomStream(0, 'x'))).toEqual({ left: 493, top: 0, width: 13, height: 10 });
  expect(randomWindow(3, 300, randomStream(0, 'x'))).toEqual({ left: 0, top: 148, width: 3, height: 4 });
});
