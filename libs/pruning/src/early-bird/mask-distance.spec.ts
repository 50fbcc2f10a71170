import { randomStream } from '@tombola/shared';
import fc from 'fast-check';
import { keepChannels } from '../structured/channel-masks';
import { ownNetwork } from '../structured/testing/networks';
import { flattenMasks, maskDistance, maskDistances } from './mask-distance';

const bits = (text: string) => Uint8Array.from(text, Number);
const three = fc.nat(40).chain((length) => {
  const mask = fc.array(fc.constantFrom(0, 1), { minLength: length, maxLength: length });
  return fc.tuple(mask, mask, mask).map((masks) => masks.map((each) => Uint8Array.from(each)));
});

test('two of ten channels that differ are a distance of 0.2', () => {
  expect(maskDistance(bits('1100101011'), bits('1001101011'))).toBe(0.2);
});

test('it is a metric: symmetric, 0 for equal masks alone, and no way round is shorter', () => {
  fc.assert(
    fc.property(three, ([a, b, c]) => {
      const distance = maskDistance(a!, b!);
      expect(maskDistance(b!, a!)).toBe(distance);
      expect(distance === 0).toBe(a!.every((bit, i) => bit === b![i]));
      expect(maskDistance(a!, c!)).toBeLessThanOrEqual(distance + maskDistance(b!, c!) + 1e-12);
      expect(distance).toBeLessThanOrEqual(1);
    }),
  );
});

test.each([
  [0.5, 0.5],
  [0.1, 0.18],
])('random masks of density %d are about %d apart', (density, expected) => {
  const random = randomStream(1, 'masks');
  const mask = () => Uint8Array.from({ length: 40_000 }, () => (random.uniform() < density ? 1 : 0));
  expect(maskDistance(mask(), mask())).toBeCloseTo(expected, 2);
});

test('masks of different networks are refused', () => {
  expect(() => maskDistance(bits('101'), bits('10'))).toThrow(/no distance \(got "3 and 2 channels"\)/);
});

test('masks of layers are flattened in their order', () => {
  const { network } = ownNetwork([
    { op: 'conv', channels: 3, kernel: 1 },
    { op: 'conv', channels: 2, kernel: 1 },
    { op: 'flatten' },
    { op: 'dense', units: 'classes' },
  ]);
  expect(flattenMasks(keepChannels(network, { conv_1: [0, 2], conv_2: [1] }))).toEqual(bits('10101'));
});

test('of masks seen on the way there is a table of distances', () => {
  const seen = [
    { at: 0, mask: '1100' },
    { at: 10, mask: '1010' },
    { at: 20, mask: '1010' },
  ];
  expect(maskDistances(seen)).toEqual({
    places: [0, 10, 20],
    values: [
      [0, 0.5, 0.5],
      [0.5, 0, 0],
      [0.5, 0, 0],
    ],
  });
});
