import { randomStream } from '@tombola/shared';
import fc from 'fast-check';
import { productsOf } from './semi-definite';
import { channelSamples, thinetChannels, thinetFactors } from './thinet';

const chosen = (samples: readonly (readonly number[])[], count: number) => {
  const channels = samples[0]!.length;
  return thinetChannels(productsOf(Float32Array.from(samples.flat()), channels), count).join('');
};

/** Algorithm 1 as it is written: at every step all that could go next are tried, and all samples summed. */
function byDefinition(samples: readonly (readonly number[])[], count: number): string {
  const channels = samples[0]!.length;
  const gone: number[] = [];
  while (channels - gone.length > count) {
    let [next, least] = [-1, Infinity];
    for (let channel = 0; channel < channels; channel++) {
      if (gone.includes(channel)) continue;
      const change = samples.reduce(
        (sum, row) => sum + [...gone, channel].reduce((total, c) => total + row[c]!, 0) ** 2,
        0,
      );
      if (change <= least) [next, least] = [channel, change];
    }
    gone.push(next);
  }
  return Array.from({ length: channels }, (_, c) => (gone.includes(c) ? 0 : 1)).join('');
}

test('channels that add nothing go first, and then each is judged by all that went before', () => {
  // The first and the third are as large, but next to what is gone by then the third changes less.
  const samples = [
    [3, 0.5, -3, 0, 2],
    [4, 0.5, -4, 0, -2],
  ];
  expect([5, 4, 3, 2, 1].map((count) => chosen(samples, count))).toEqual(['11111', '11101', '10101', '10100', '10000']);
  // Once one of the two is gone, the other brings the change back to what it was.
  expect(chosen([[1, 2, -1, 5]], 2)).toBe('0101');
});

test('of channels that change as much, the later goes first', () => {
  expect(
    [3, 2].map((count) =>
      chosen(
        [
          [1, 0, 0, 0],
          [0, 1, 0, 0],
          [0, 0, 1, 0],
          [0, 0, 0, 1],
        ],
        count,
      ),
    ),
  ).toEqual(['1110', '1100']);
});

test('it chooses what algorithm 1 chooses, and exactly as many', () => {
  const samples = fc.integer({ min: 1, max: 6 }).chain((channels) => {
    const row = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: channels, maxLength: channels });
    return fc.tuple(fc.array(row, { minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: channels }));
  });
  fc.assert(
    fc.property(samples, ([rows, count]) => {
      const keep = chosen(rows, count);
      expect(keep).toBe(byDefinition(rows, count));
      expect([...keep].filter((bit) => bit === '1')).toHaveLength(count);
    }),
  );
});

test('factors make up for what went', () => {
  // The third is half of the first, so that the first takes its part over; the second is free of both.
  const samples = [
    [2, 0, 1],
    [4, 0, 2],
    [0, 3, 0],
  ];
  const factors = thinetFactors(productsOf(Float32Array.from(samples.flat()), 3), Uint8Array.of(1, 1, 0));
  [1.5, 1, 0].forEach((factor, channel) => expect(factors[channel]).toBeCloseTo(factor, 12));
});

test('samples are what a channel adds to the output of one filter', () => {
  // Two channels of two inputs each, and an input of another layer between them.
  const owner = Int32Array.of(0, 0, -1, 1, 1);
  const weights = Float32Array.of(1, 2, 100, 3, 4, -1, -2, -100, -3, -4);
  const patches = Float32Array.of(1, 1, 1, 1, 0, 0, 1, 1, 1, 1);
  const samples = channelSamples(patches, weights, owner, 2, randomStream(1, 'filters'));
  const sign = (place: number) => Math.sign(samples[2 * place]!);
  expect([...samples]).toEqual([3 * sign(0), 3 * sign(0), 2 * sign(1), 7 * sign(1)]);
});

test('counts out of range and activations that are no numbers are refused', () => {
  const products = productsOf(Float32Array.of(1, 2), 2);
  expect(() => thinetChannels(products, 0)).toThrow(/cannot keep so many channels \(got 0\): expected 1 to 2/);
  expect(() => thinetChannels(productsOf(Float32Array.of(1, NaN), 2), 1)).toThrow(/activation is NaN/);
});
