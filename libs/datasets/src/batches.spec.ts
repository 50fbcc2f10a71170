import fc from 'fast-check';
import { InputError } from '@tombola/shared';
import { batches, inOrder } from './batches';
import type { BatchPosition } from './epoch-order';
import { readHere } from './reading/memory';
import type { ImageSet } from './types';

/** Image i is four bytes i, i + 1, i + 2, i + 3, its label i % 10. */
function exampleSet(count: number): ImageSet {
  return {
    images: Uint8Array.from({ length: count * 4 }, (_, k) => (k >> 2) + (k & 3)),
    labels: Uint8Array.from({ length: count }, (_, i) => i % 10),
    count,
    shape: [1, 2, 2],
    classes: 10,
  };
}

const set = exampleSet(60);
const indices = Uint32Array.from({ length: 50 }, (_, i) => i + 10);

test('each epoch visits every index once, in another order, whatever the batch size', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 130 }), fc.nat(3), (batch, seed) => {
      const source = batches(readHere(set), indices, { batch, seed });
      const seen: number[] = [];
      while (seen.length < 150) seen.push(...Array.from({ length: batch }, firstPixels(source.next().images)));
      const epochs = [0, 1, 2].map((e) => seen.slice(e * 50, e * 50 + 50));
      for (const epoch of epochs) expect(Uint32Array.from(epoch).sort()).toEqual(indices);
      expect(epochs[0]).not.toEqual(epochs[1]);
    }),
  );
});

test('images come whole, with their labels', () => {
  const source = batches(readHere(set), indices, { batch: 7 });
  for (let k = 0; k < 20; k++) {
    const { images, labels } = source.next();
    expect(labels).toBeInstanceOf(Int32Array);
    labels.forEach((label, i) => {
      const first = images[i * 4]!;
      expect([...images.subarray(i * 4, i * 4 + 4)]).toEqual([first, first + 1, first + 2, first + 3]);
      expect(label).toBe(first % 10);
    });
  }
});

test('a source set to a saved position goes on with the same batches', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 120 }), fc.nat(12), (batch, calls) => {
      const source = batches(readHere(set), indices, { batch, seed: 4 });
      for (let k = 0; k < calls; k++) source.next();
      const position = JSON.parse(JSON.stringify(source.position)) as BatchPosition;
      const expected = [source.next(), source.next()].map(copy);
      const fresh = batches(readHere(set), indices, { batch, seed: 4, position });
      expect([fresh.next(), fresh.next()].map(copy)).toEqual(expected);
      source.position = position;
      expect([source.next(), source.next()].map(copy)).toEqual(expected);
    }),
  );
});

test('the order depends on the seed and on the stream', () => {
  const first = (options: { seed?: number; stream?: string }) =>
    [...batches(readHere(set), indices, { batch: 50, ...options }).next().images].join();
  expect(new Set([first({}), first({ seed: 1 }), first({ stream: 'b' })]).size).toBe(3);
  expect(first({ seed: 1 })).toBe(first({ seed: 1 }));
});

test('a batch holds its contents until the next call but one', () => {
  const source = batches(readHere(set), indices, { batch: 5 });
  const one = source.next();
  const kept = copy(one);
  source.next();
  expect(one).toEqual(kept);
});

test('in order: every index once, the last batch short', () => {
  const seen = [...map(inOrder(readHere(set), indices, 20), copy)];
  expect(seen.map(({ labels }) => labels.length)).toEqual([20, 20, 10]);
  expect(seen.flatMap(({ images, labels }) => Array.from(labels, firstPixels(images)))).toEqual([...indices]);
});

test.each([
  ['no batch', () => batches(readHere(set), indices, { batch: 0 })],
  ['no indices', () => batches(readHere(set), new Uint32Array(0), { batch: 1 })],
  ['an index outside', () => batches(readHere(set), Uint32Array.of(60), { batch: 1 })],
  [
    'a position of another split',
    () => batches(readHere(set), indices, { batch: 1, position: { epoch: 0, offset: 50 } }),
  ],
  ['no batch in order', () => inOrder(readHere(set), indices, 0).next()],
])('%s: refused', (_, act) => expect(act).toThrow(InputError));

function firstPixels(images: Uint8Array) {
  return (_: unknown, i: number) => images[i * 4]!;
}

function copy({ images, labels }: { images: Uint8Array; labels: Int32Array }) {
  return { images: images.slice(), labels: labels.slice() };
}

function* map<A, B>(items: Iterable<A>, transform: (item: A) => B): Generator<B> {
  for (const item of items) yield transform(item);
}
