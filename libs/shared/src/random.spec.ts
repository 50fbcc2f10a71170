import { RandomStream, randomStream } from './random';

test('a stream follows xoshiro128** from its words', () => {
  // First outputs of the reference C code for the words 1, 2, 3, 4.
  const stream = new RandomStream({ words: [1, 2, 3, 4] });
  expect([stream.uint32(), stream.uint32(), stream.uint32(), stream.uint32()]).toEqual([11520, 0, 5927040, 70819200]);
});

test('a stream depends on its seed and on every name of its path', () => {
  const first = (...args: Parameters<typeof randomStream>) => randomStream(...args).uint32();
  const draws = [
    first(0),
    first(1),
    first(0, 'a'),
    first(0, 'b'),
    first(0, 'a', 'b'),
    first(0, 'a', 1),
    first(0, 'ab'),
  ];
  expect(new Set(draws).size).toBe(draws.length);
  expect(first(3, 'init', 'dense_1')).toBe(first(3, 'init', 'dense_1'));
});

test('a restored state goes on with the same numbers, a waiting normal included', () => {
  const stream = randomStream(5);
  stream.normal();
  const copy = new RandomStream(JSON.parse(JSON.stringify(stream.state)) as RandomStream['state']);
  const draw = (from: RandomStream) => [from.normal(), from.uniform(), from.normal(), from.integer(10), from.uint32()];
  expect(draw(copy)).toEqual(draw(stream));
});

test('uniform numbers fill [0, 1) evenly', () => {
  const stream = randomStream(11);
  const counts = new Array<number>(10).fill(0);
  for (let i = 0; i < 100_000; i++) counts[Math.floor(stream.uniform() * 10)]! += 1;
  // Standard deviation of a count is 95.
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
});

test('normal numbers have mean 0, variance 1 and fourth moment 3', () => {
  const stream = randomStream(12);
  const moments = [0, 0, 0, 0];
  const n = 200_000;
  for (let i = 0; i < n; i++) {
    const x = stream.normal();
    for (let k = 0; k < 4; k++) moments[k]! += x ** (k + 1) / n;
  }
  expect(moments[0]).toBeCloseTo(0, 1);
  expect(moments[1]).toBeCloseTo(1, 1);
  expect(moments[2]).toBeCloseTo(0, 1);
  expect(Math.abs(moments[3]! - 3)).toBeLessThan(0.1);
});

test('a permutation holds every index once, and every order of three comes equally often', () => {
  const stream = randomStream(13);
  expect([...stream.permutation(1000)].sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, i) => i));
  const seen = new Map<string, number>();
  for (let i = 0; i < 6000; i++) {
    const order = stream.permutation(3).join('');
    seen.set(order, (seen.get(order) ?? 0) + 1);
  }
  expect(seen.size).toBe(6);
  for (const count of seen.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
});
