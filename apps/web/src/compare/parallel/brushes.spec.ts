import fc from 'fast-check';
import { byRecipe, trialOf } from '../testing/grouped';
import { parallelAxis } from './axes';
import { brushBetween, brushPixels, isBrushed, readBrushes, writeBrushes, type Brush, type Brushes } from './brushes';
import type { ParallelRow, Value } from './rows';

const [group] = byRecipe([trialOf('a', 0, [])]);
const rowOf = (values: Record<string, Value>): ParallelRow => ({
  trial: 'a-s0',
  seed: 0,
  level: 0,
  group: group!,
  values,
});
const axisOf = (values: Value[]) =>
  parallelAxis(
    { id: 'x', title: 'x' },
    values.map((x) => rowOf({ x })),
    0,
    100,
  );

test('brushes survive the address', () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
  const range = fc
    .tuple(number, number)
    .map(([a, b]): Brush => ({ kind: 'range', low: Math.min(a, b), high: Math.max(a, b) }));
  const name = fc.string({ minLength: 1, unit: 'grapheme' });
  const some = fc.array(name, { minLength: 1 }).map((names): Brush => ({ kind: 'some', names }));
  const id = name.filter((each) => each !== '__proto__');
  fc.assert(
    fc.property(fc.dictionary(id, fc.oneof(range, some), { noNullPrototype: true }), (brushes: Brushes) => {
      expect(readBrushes(writeBrushes(brushes))).toEqual(brushes);
    }),
  );
  for (const wrong of ['', 'x', 'x:', 'x:1', 'x:2..1', 'x:a..b', 'x:=', '%:1..2', ':1..2', 'x:..2']) {
    expect(readBrushes(wrong)).toEqual({});
  }
});

test('a row is brushed when it is in every brush of the axes that are shown', () => {
  const brushes: Brushes = { x: { kind: 'range', low: 1, high: 2 }, y: { kind: 'some', names: ['b', '–'] } };
  const axes = [{ id: 'x' }, { id: 'y' }];
  expect(isBrushed(rowOf({ x: 2, y: 'b' }), brushes, axes)).toBe(true);
  expect(isBrushed(rowOf({ x: 2, y: null }), brushes, axes)).toBe(true);
  expect(isBrushed(rowOf({ x: 2, y: 'c' }), brushes, axes)).toBe(false);
  expect(isBrushed(rowOf({ x: 2, y: 'c' }), brushes, [{ id: 'x' }])).toBe(true);
  expect(isBrushed(rowOf({ x: null, y: 'b' }), brushes, axes)).toBe(false);
});

test('dragging takes in the values between its ends', () => {
  const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 20 });
  fc.assert(
    fc.property(values, fc.nat(100), fc.nat(100), (all, one, other) => {
      const axis = axisOf(all);
      const brush = brushBetween(axis, one, other)!;
      for (const value of all) {
        const at = axis.place(value);
        // Ends are rounded: what lies on one may fall either way.
        if (Math.abs(at - one) < 0.1 || Math.abs(at - other) < 0.1) continue;
        const isBetween = at > Math.min(one, other) && at < Math.max(one, other);
        expect(isBrushed(rowOf({ x: value }), { x: brush }, [{ id: 'x' }])).toBe(isBetween);
      }
    }),
  );
});

test('categories are taken in by their places, and what misses all is no brush', () => {
  const axis = axisOf(['adam', 'sgd', null]);
  expect(axis.ticks.map(({ text }) => text)).toEqual(['adam', 'sgd']);
  expect(axis.place(null)).toBeGreaterThan(100);
  expect(brushBetween(axis, 90, 100)).toEqual({ kind: 'some', names: ['adam'] });
  expect(brushBetween(axis, 40, 60)).toBeUndefined();
  expect(brushPixels(axis, { kind: 'some', names: ['sgd'] })).toEqual([-8, 8]);
  expect(brushPixels(axis, { kind: 'some', names: ['gone'] })).toBeUndefined();
});
