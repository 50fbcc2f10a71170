import fc from 'fast-check';
import { textWidth } from '../../charts/plot-frame';
import { fitted } from './fitted';

test('a text is shortened to its place, and left alone where it fits', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), fc.integer({ min: 20, max: 300 }), (text, width) => {
      const short = fitted(text, width);
      expect(textWidth(short)).toBeLessThanOrEqual(width);
      if (textWidth(text) <= width) expect(short).toBe(text);
    }),
  );
  expect(fitted('winning ticket · a study', 60)).toBe('winning…');
});
