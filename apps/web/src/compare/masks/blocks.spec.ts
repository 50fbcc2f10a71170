import fc from 'fast-check';
import { overlapQuestions } from './blocks';

test('questions have every pair that is looked at, and name at most twenty levels', () => {
  const spans = fc.nat(130).chain((count) =>
    fc.record({
      count: fc.constant(count),
      rows: fc.tuple(fc.nat(count), fc.nat(count)),
      columns: fc.tuple(fc.nat(count), fc.nat(count)),
    }),
  );
  fc.assert(
    fc.property(spans, ({ count, rows, columns }) => {
      const levels = Array.from({ length: count }, (_, i) => `l${i}`);
      const span = ([a, b]: [number, number]) => ({ from: Math.min(a, b), to: Math.max(a, b) });
      const [r, c] = [span(rows), span(columns)];
      const questions = overlapQuestions(levels, r, c);
      const pairs = new Set<string>();
      for (const question of questions) {
        expect(question.length).toBeGreaterThanOrEqual(2);
        expect(question.length).toBeLessThanOrEqual(20);
        for (const a of question) for (const b of question) pairs.add(`${a} ${b}`);
      }
      for (let i = r.from; i < r.to; i++) {
        for (let j = c.from; j < c.to; j++) {
          if (i !== j) expect(pairs.has(`l${i} l${j}`)).toBe(true);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('all pairs of a hundred tickets are 45 questions, and looking elsewhere asks none anew', () => {
  const levels = Array.from({ length: 100 }, (_, i) => `l${i}`);
  const whole = { from: 0, to: 100 };
  const all = overlapQuestions(levels, whole, whole).map((each) => each.join());
  expect(all).toHaveLength(45);
  const part = overlapQuestions(levels, { from: 12, to: 31 }, { from: 40, to: 60 }).map((each) => each.join());
  for (const question of part) expect(all).toContain(question);
});

test('a ticket that several arms share is named once in a question', () => {
  const all = { from: 0, to: 3 };
  expect(overlapQuestions(['a', 'b', 'a'], all, all)).toEqual([['a', 'b']]);
  expect(overlapQuestions(['a', 'a'], all, all)).toEqual([]);
});
