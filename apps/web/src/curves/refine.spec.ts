import fc from 'fast-check';
import { isCoarse, refine, type CurveRows } from './refine';

const rows = (steps: number[], more: Partial<CurveRows> = {}): CurveRows => ({
  level: '0123456789ab-s0-l0',
  series: 'trainLoss',
  count: steps.length,
  steps,
  min: steps.map((step) => -step),
  max: steps.map((step) => step),
  first: steps.map(() => 1),
  last: steps.map(() => 2),
  nan: steps.map(() => 0),
  ...more,
});

test('finer rows take the place of the coarse ones of their part, in every column', () => {
  const whole = rows([0, 10, 20, 30], { count: 40 });
  const part = rows([10, 12, 15, 20, 25]);
  const refined = refine(whole, part, 10, 29);
  expect(refined.steps).toEqual([0, 10, 12, 15, 20, 25, 30]);
  expect(refined.max).toEqual([0, 10, 12, 15, 20, 25, 30]);
  expect(refined.min).toHaveLength(7);
  expect(refined.nan).toHaveLength(7);
  expect(refined.count).toBe(40);
});

test('a part before, after or without points leaves the others as they are', () => {
  const whole = rows([10, 20], { count: 9 });
  expect(refine(whole, rows([1, 2]), 0, 5).steps).toEqual([1, 2, 10, 20]);
  expect(refine(whole, rows([30]), 25, 40).steps).toEqual([10, 20, 30]);
  expect(refine(whole, rows([]), 12, 15).steps).toEqual([10, 20]);
});

test('steps ascend whatever part is refined', () => {
  const ascending = fc
    .uniqueArray(fc.integer({ min: 0, max: 1000 }), { maxLength: 40 })
    .map((steps) => steps.sort((a, b) => a - b));
  fc.assert(
    fc.property(ascending, ascending, fc.nat(1000), fc.nat(1000), (whole, fine, a, b) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      const inside = fine.filter((step) => step >= from && step <= to);
      const { steps } = refine(rows(whole), rows(inside), from, to);
      expect(steps).toEqual([...whole.filter((step) => step < from || step > to), ...inside].sort((x, y) => x - y));
    }),
  );
});

test('rows are coarse when they stand for more points than there are rows', () => {
  expect(isCoarse(rows([0, 1]))).toBe(false);
  expect(isCoarse(rows([0, 1], { count: 3 }))).toBe(true);
});
