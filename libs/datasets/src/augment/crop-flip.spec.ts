import fc from 'fast-check';
import { randomStream, type RandomStream } from '@tombola/shared';
import type { ImageShape } from '../types';
import { drawsOf } from './augmentation';
import { border, cropFlip } from './crop-flip';

/** As it is defined: pad, cut out, mirror. */
function slowly(image: Uint8Array, [, height, width]: ImageShape, draws: RandomStream): Uint8Array {
  const [down, right] = [draws.integer(9), draws.integer(9)];
  const mirrored = draws.integer(2) === 1;
  const pixel = (c: number, y: number, x: number) =>
    y < 0 || y >= height || x < 0 || x >= width ? 0 : image[(c * height + y) * width + x]!;
  return Uint8Array.from({ length: image.length }, (_, k) => {
    const [c, y, x] = [Math.floor(k / (height * width)), Math.floor(k / width) % height, k % width];
    return pixel(c, y + down - border, (mirrored ? width - 1 - x : x) + right - border);
  });
}

test('an image is padded with 0, cut out in its own size and mirrored, of any shape', () => {
  const extent = fc.integer({ min: 1, max: 12 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3 }), extent, extent, fc.nat(), (channels, height, width, seed) => {
      const shape = [channels, height, width] as const;
      const size = channels * height * width;
      const image = Uint8Array.from({ length: size }, (_, k) => 1 + (k % 255));
      const source = new Uint8Array(size + 5).fill(9);
      source.set(image, 5);
      const target = new Uint8Array(size + 7).fill(8);
      cropFlip(source, 5, shape, randomStream(seed, 'x'), target, 3);
      expect(target.slice(3, 3 + size)).toEqual(slowly(image, shape, randomStream(seed, 'x')));
      expect([...target.slice(0, 3), ...target.slice(3 + size)]).toEqual([8, 8, 8, 8, 8, 8, 8]);
    }),
  );
});

test('every place and both directions come, about equally often', () => {
  const draws = drawsOf({ name: 'crop-flip', seed: 1, stream: 'order' });
  const seen = new Map<string, number>();
  for (let example = 0; example < 16_200; example++) {
    const stream = draws(example, example % 7);
    const key = [stream.integer(9), stream.integer(9), stream.integer(2)].join();
    seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  // 100 of each are expected; 10 is their standard deviation.
  expect(seen.size).toBe(162);
  for (const times of seen.values()) expect(Math.abs(times - 100)).toBeLessThan(50);
});

test('draws depend on seed, stream, example and epoch, and on nothing else', () => {
  const first = (seed: number, stream: string, example: number, epoch: number) =>
    drawsOf({ name: 'crop-flip', seed, stream })(example, epoch).uint32();
  expect(first(0, 'a', 5, 3)).toBe(first(0, 'a', 5, 3));
  expect(
    new Set([first(0, 'a', 5, 3), first(1, 'a', 5, 3), first(0, 'b', 5, 3), first(0, 'a', 3, 5), first(0, 'a', 5, 4)])
      .size,
  ).toBe(5);
});
