import { DamagedError } from '@tombola/shared';
import fc from 'fast-check';
import { overlapOf, ones } from './mask-overlap';
import { ticketOf } from './testing/launch';
import { MaskCache, masksIn, type TicketMasks } from './ticket-masks';

const masksOf = (...data: number[][]): TicketMasks =>
  masksIn(
    ticketOf(
      Object.fromEntries(data.map((each, i) => [`w${i}`, { shape: [each.length], data: Uint8Array.from(each) }])),
    ),
    'made up',
  );
const bits = (length: number) => fc.array(fc.constantFrom(0, 1), { minLength: length, maxLength: length });
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

test('bits of a word are counted', () => {
  fc.assert(
    fc.property(fc.integer(), (word) => {
      expect(ones(word)).toBe([...(word >>> 0).toString(2)].filter((bit) => bit === '1').length);
    }),
  );
});

test('the overlap is that of the sets of kept weights, for each parameter and over all', () => {
  const pair = fc
    .array(fc.nat(100), { minLength: 1, maxLength: 4 })
    .chain((lengths) => fc.tuple(fc.tuple(...lengths.map(bits)), fc.tuple(...lengths.map(bits))));
  fc.assert(
    fc.property(pair, ([a, b]) => {
      const found = overlapOf(masksOf(...a), masksOf(...b), 'a and b');
      const naive = a.map((mask, i) => {
        const other = b[i]!;
        const both = sum(mask.map((bit, at) => bit & other[at]!));
        const either = sum(mask.map((bit, at) => bit | other[at]!));
        const expectedBoth = mask.length === 0 ? 0 : (sum(mask) * sum(other)) / mask.length;
        return { both, either, expectedBoth, expectedEither: sum(mask) + sum(other) - expectedBoth };
      });
      const ratio = (x: number, y: number) => (y === 0 ? 1 : x / y);
      naive.forEach((each, i) =>
        expect(found.parameters[`w${i}`]).toEqual({
          both: each.both,
          either: each.either,
          jaccard: ratio(each.both, each.either),
          expected: ratio(each.expectedBoth, each.expectedEither),
        }),
      );
      const total = (key: keyof (typeof naive)[0]) => sum(naive.map((each) => each[key]));
      expect([found.both, found.either]).toEqual([total('both'), total('either')]);
      expect(found.jaccard).toBe(ratio(total('both'), total('either')));
      expect(found.expected).toBeCloseTo(ratio(total('expectedBoth'), total('expectedEither')), 12);
    }),
  );
});

test('independent masks overlap as expected of them, on average', () => {
  const random = (seed: number, density: number) => {
    let state = seed;
    return Array.from({ length: 20_000 }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 2 ** 32 < density ? 1 : 0;
    });
  };
  const { jaccard, expected } = overlapOf(masksOf(random(1, 0.2)), masksOf(random(99, 0.5)), 'two');
  expect(jaccard).toBeCloseTo(expected, 1);
  expect(expected).toBeCloseTo(0.1 / 0.6, 1);
});

test('masks of other parameters or shapes are not compared', () => {
  expect(() => overlapOf(masksOf([1, 0]), masksOf([1, 0], [1]), 'a and b')).toThrow(/different parameters/);
  expect(() => overlapOf(masksOf([1, 0]), masksOf([1, 0, 1]), 'a and b')).toThrow(/w0 3/);
});

test('decoded masks are kept as long as there is room, the latest used the longest', async () => {
  const read: string[] = [];
  const get = (name: string) => {
    read.push(name);
    return Promise.resolve(ticketOf({ [name]: { shape: [3200], data: new Uint8Array(3200) } }));
  };
  const cache = new MaskCache({ get }, 3000);
  const [first, again] = await Promise.all([cache.get('a'), cache.get('a')]);
  expect([first.has('a'), again]).toEqual([true, first]);
  await cache.get('b');
  await cache.get('a');
  expect(cache.bytes).toBe(2800);
  await cache.get('c');
  expect(cache.bytes).toBe(2800);
  await cache.get('a');
  await cache.get('b');
  expect(read).toEqual(['a', 'b', 'c', 'b']);
  expect(cache.bytes).toBeLessThanOrEqual(3000);
});

test('what cannot be read is tried again, and what is too large is not kept', async () => {
  let calls = 0;
  const flaky = new MaskCache(
    {
      get: () =>
        ++calls === 1
          ? Promise.reject(new Error('away'))
          : Promise.resolve(ticketOf({ a: { shape: [1], data: Uint8Array.of(1) } })),
    },
    100,
  );
  await expect(flaky.get('a')).rejects.toThrow('away');
  expect((await flaky.get('a')).get('a')!.kept).toBe(1);
  expect(flaky.bytes).toBe(0);
});

test('a damaged ticket is no mistake of who asks for it', () => {
  expect(() => masksIn(Buffer.from('not a ticket at all'), 'x')).toThrow(DamagedError);
});
