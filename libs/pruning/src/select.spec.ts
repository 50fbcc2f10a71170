import fc from 'fast-check';
import { InputError } from '@tombola/shared';
import { lowest } from './select';

const score = fc.oneof(fc.constantFrom(0, -0, 1, 2, Infinity, -Infinity), fc.float({ noNaN: true }));
const scoresAndCount = fc
  .array(score, { maxLength: 60 })
  .chain((scores) => fc.tuple(fc.constant(Float32Array.from(scores)), fc.nat(scores.length)));

test('exactly as many are removed as asked, however many scores tie', () => {
  fc.assert(
    fc.property(scoresAndCount, ([scores, count]) => {
      expect(lowest(scores, count).reduce((sum, bit) => sum + bit, 0)).toBe(count);
    }),
  );
});

test('no survivor scores lower than a removed one, and among equals the lower index survives', () => {
  fc.assert(
    fc.property(scoresAndCount, ([scores, count]) => {
      const removed = lowest(scores, count);
      scores.forEach((kept, i) => {
        scores.forEach((gone, j) => {
          if (removed[i] === 1 || removed[j] === 0) return;
          expect(kept > gone || (kept === gone && i < j)).toBe(true);
        });
      });
    }),
  );
});

test('removing more removes all that removing fewer does', () => {
  fc.assert(
    fc.property(scoresAndCount, ([scores, count]) => {
      const [fewer, more] = [lowest(scores, Math.floor(count / 2)), lowest(scores, count)];
      fewer.forEach((bit, i) => expect(bit <= more[i]!).toBe(true));
    }),
  );
});

test('NaN scores and impossible counts are refused', () => {
  expect(() => lowest(Float32Array.of(1, NaN), 1)).toThrow(/candidate 1/);
  expect(() => lowest(Float32Array.of(1), 2)).toThrow(InputError);
  expect(() => lowest(Float32Array.of(1), 0.5)).toThrow(InputError);
});
