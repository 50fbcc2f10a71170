import fc from 'fast-check';
import { hausdorff2d } from '../distance/hausdorff2d';
import { decisionPolygon } from '../network/decision-polygon';
import type { TwoLayers } from '../network/two-layers';
import { floats } from '../numbers/floats';
import { hull2d } from '../polytope/hull2d';
import { networks } from '../testing/networks';
import { exitOfUnit } from './exit';
import { generatorsOf, hiddenUnits, isGone, type HiddenUnit } from './hidden-unit';
import { shrinkOut, shrinkRow, shrinkUnit } from './shrink-unit';
import { sizeOfRow, surrogate, type Penalty } from './surrogate';

const penalties = fc.constantFrom<Penalty>('units', 'weights');
const lambdas = fc.double({ min: 0, max: 10, noNaN: true });
const layers = fc.integer({ min: 1, max: 4 }).chain((classes) => networks({ classes, inputs: 3 }));

/** The objective written out: pair by pair, generator by generator. */
function byPairs(was: HiddenUnit, now: HiddenUnit, lambda: number, penalty: Penalty): number {
  const withZero = ({ row, out }: HiddenUnit) => ({ row, out: out.length === 1 ? [out[0]!, 0] : out });
  const [before, after] = [generatorsOf(withZero(was)), generatorsOf(withZero(now))];
  return after.reduce((sum, g, pair) => {
    const squares = g.reduce((all, x, axis) => all + (x - before[pair]![axis]!) ** 2, 0);
    return sum + squares / 2 + lambda * sizeOfRow(g, penalty);
  }, 0);
}

test('the surrogate is the sum over all ordered pairs of outputs', () => {
  fc.assert(
    fc.property(
      layers,
      lambdas,
      penalties,
      fc.double({ min: 0, max: 2, noNaN: true }),
      (network, lambda, penalty, c) => {
        for (const unit of hiddenUnits(network)) {
          const now = { row: unit.row.map((x) => c * x), out: unit.out.map((x, i) => (i === 0 ? 0 : x * c)) };
          expect(surrogate(unit, now, lambda, penalty)).toBeCloseTo(byPairs(unit, now, lambda, penalty), 5);
        }
      },
    ),
  );
});

test('no update increases it, and each is a minimum along every coordinate', () => {
  fc.assert(
    fc.property(layers, lambdas, penalties, (network, lambda, penalty) => {
      for (const unit of hiddenUnits(network)) {
        let now = unit;
        let value = surrogate(unit, now, lambda, penalty);
        const step = (next: HiddenUnit) => {
          const lower = surrogate(unit, next, lambda, penalty);
          expect(lower).toBeLessThanOrEqual(value + 1e-9 * Math.max(1, value));
          [now, value] = [next, lower];
        };
        const slack = () => 1e-9 * Math.max(1, surrogate(unit, unit, lambda, penalty));
        for (let sweep = 0; sweep < 3; sweep++) {
          step({ row: shrinkRow(unit, now.out, lambda, penalty), out: now.out });
          for (const axis of now.row.keys()) {
            for (const move of [-1e-3, 1e-3]) {
              const row = now.row.with(axis, now.row[axis]! + move);
              expect(surrogate(unit, { ...now, row }, lambda, penalty)).toBeGreaterThanOrEqual(value - slack());
            }
          }
          step({ row: now.row, out: shrinkOut(unit, now, lambda, penalty) });
        }
      }
    }),
  );
});

test('two outputs: the totals are those of the closed form, by hand', () => {
  // s = 2 + 1, t = 0 and |a| = 5: the row loses lambda (s + t) / (s² + t²) of its length.
  const unit: HiddenUnit = { row: [3, 4], out: [2, -1] };
  const now = shrinkUnit(unit, 3, { penalty: 'units', sweeps: 1 });
  const length = 5 - (3 * 3) / 9;
  expect(Math.hypot(...now.row)).toBeCloseTo(length, 12);
  const total = Math.max(now.out[0]!, 0) + Math.max(-now.out[1]!, 0);
  expect(total).toBeCloseTo((length * 5 * 3 - 3 * length) / length ** 2, 12);
  expect(now.out[0]).toBeGreaterThanOrEqual(0);
  expect(now.out[1]).toBeLessThanOrEqual(0);
});

test('a unit leaves at its own lambda, whatever its scale; with two outputs at |a| (s² + t²) / (s + t)', () => {
  const unit: HiddenUnit = { row: [3, 4], out: [2, 1] };
  expect(exitOfUnit(unit, 1)).toBeCloseTo((5 * 5) / 3, 12);
  expect(exitOfUnit({ row: [30, 40], out: [0.2, 0.1] }, 1)).toBeCloseTo((5 * 5) / 3, 12);
  fc.assert(
    fc.property(layers, fc.integer({ min: 1, max: 3 }), (network, sweeps) => {
      for (const each of hiddenUnits(network)) {
        const exit = exitOfUnit(each, sweeps);
        if (isGone(each)) expect(exit).toBe(0);
        const at = (lambda: number) => isGone(shrinkUnit(each, lambda, { penalty: 'units', sweeps }));
        expect(at(exit)).toBe(true);
        if (exit > 0) expect(at(exit * (1 - 1e-9))).toBe(false);
      }
    }),
  );
});

test('lambda 0 changes nothing but rounding, and what is 0 stays 0', () => {
  fc.assert(
    fc.property(layers, penalties, lambdas, (network, penalty, lambda) => {
      for (const unit of hiddenUnits(network)) {
        if (!isGone(unit)) {
          const same = shrinkUnit(unit, 0, { penalty, sweeps: 2 });
          same.row.forEach((x, axis) => expect(x).toBeCloseTo(unit.row[axis]!, 9));
          same.out.forEach((x, i) => expect(x).toBeCloseTo(unit.out[i]!, 9));
        }
        const now = shrinkUnit(unit, lambda, { penalty, sweeps: 2 });
        unit.row.forEach((x, axis) => expect(x * now.row[axis]!).toBeGreaterThanOrEqual(x === 0 ? 0 : -0));
        unit.out.forEach((x, i) => {
          if (x === 0) expect(now.out[i]).toBe(0);
          else expect(x * now.out[i]!).toBeGreaterThanOrEqual(0);
        });
      }
    }),
  );
});

test('decision polygons move by no more than their generators do', () => {
  fc.assert(
    fc.property(networks({ classes: 2 }), lambdas, penalties, (network, lambda, penalty) => {
      const before = hiddenUnits(network);
      const after = before.map((unit) => shrinkUnit(unit, lambda, { penalty, sweeps: 1 }));
      const [p, q] = [network, withUnits(network, after)].map(
        (each) => hull2d(floats, decisionPolygon(floats, each).vertices).vertices,
      );
      const moved = [0, 1].map((side) =>
        before.reduce((sum, unit, j) => {
          const [was, is] = [generatorsOf(unit)[side]!, generatorsOf(after[j]!)[side]!];
          return sum + Math.hypot(...was.map((x, axis) => x - is[axis]!));
        }, 0),
      );
      expect(hausdorff2d(floats, p!, q!).distance).toBeLessThanOrEqual(Math.max(...moved) + 1e-9);
    }),
  );
});

function withUnits({ hidden, output }: TwoLayers, units: readonly HiddenUnit[]): TwoLayers {
  return {
    hidden: { ...hidden, weights: units.map(({ row }) => row) },
    output: { ...output, weights: output.weights.map((_, i) => units.map(({ out }) => out[i]!)) },
  };
}
