import fc from 'fast-check';
import { philox } from './philox';

const word = fc.integer({ min: 0, max: 0xffffffff });

/** Known answers of Random123, the authors' own library (kat_vectors). */
test.each([
  [[0, 0, 0, 0], [0, 0], '6627e8d5 e169c58d bc57ac4c 9b00dbd8'],
  [[0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff], [0xffffffff, 0xffffffff], '408f276d 41c83b0e a20bc7c6 6d5451fd'],
  [[0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0], 'd16cfe09 94fdcceb 5001e420 24126ea1'],
] as [[number, number, number, number], [number, number], string][])(
  'the words of %p with the key %p are those of the authors',
  (counter, key, words) => {
    expect(
      philox(counter, key)
        .map((each) => each.toString(16).padStart(8, '0'))
        .join(' '),
    ).toBe(words);
  },
);

test('words are the same every time, and others for another counter or key', () => {
  fc.assert(
    fc.property(fc.tuple(word, word, word, word), fc.tuple(word, word), (counter, key) => {
      const words = philox(counter, key);
      expect(philox(counter, key)).toEqual(words);
      const [a, b, c, d] = counter;
      expect(philox([a ^ 1, b, c, d].map((each) => each >>> 0) as typeof counter, key)).not.toEqual(words);
      expect(philox(counter, [key[0], (key[1] ^ 1) >>> 0])).not.toEqual(words);
      for (const each of words) expect(each >>> 0).toBe(each);
    }),
  );
});
