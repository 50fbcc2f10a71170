import { InputError, randomStream } from '@tombola/shared';
import fc from 'fast-check';
import { decisionSubdivision } from '../network/decision-subdivision';
import { floats } from '../numbers/floats';
import { centralRegions, hyperplaneRegions, maxoutRegions, minkowskiVertices, zonotopeFacets } from './arrangements';
import { montufarLower, montufarUpper, serraUpper, sufficientHiddenLayers, zhangUpper } from './deep-networks';
import { genericRank } from './matching';
import { expectedLinePieces, haninRolnickOrder } from './random-networks';
import { expectedMaskedUpper, expectedSparseRegions, maskedUpper } from './sparse-networks';

const table = (of: (n: number, d: number) => bigint, d: number) =>
  Array.from({ length: 12 }, (_, k) => Number(of(k + 1, d))).join(' ');

test('regions of generic hyperplanes', () => {
  expect([1, 2, 3, 4].map((d) => table(hyperplaneRegions, d))).toEqual([
    '2 3 4 5 6 7 8 9 10 11 12 13',
    '2 4 7 11 16 22 29 37 46 56 67 79',
    '2 4 8 15 26 42 64 93 130 176 232 299',
    '2 4 8 16 31 57 99 163 256 386 562 794',
  ]);
  expect([hyperplaneRegions(40, 2), hyperplaneRegions(0, 3), hyperplaneRegions(5, 0)]).toEqual([821n, 1n, 1n]);
});

test('regions of hyperplanes through the origin', () => {
  expect([1, 2, 3, 4, 5, 6].map((d) => table(centralRegions, d))).toEqual([
    '2 2 2 2 2 2 2 2 2 2 2 2',
    '2 4 6 8 10 12 14 16 18 20 22 24',
    '2 4 8 14 22 32 44 58 74 92 112 134',
    '2 4 8 16 30 52 84 128 186 260 352 464',
    '2 4 8 16 32 62 114 198 326 512 772 1124',
    '2 4 8 16 32 64 126 240 438 764 1276 2048',
  ]);
  expect([centralRegions(40, 3), centralRegions(200, 2), centralRegions(0, 2)]).toEqual([1562n, 400n, 1n]);
  expect(minkowskiVertices(12, 4)).toBe(464n);
});

test('facets of zonotopes, regions of maxout units', () => {
  expect([zonotopeFacets(40, 3), zonotopeFacets(5, 3), zonotopeFacets(2, 3)]).toEqual([1560n, 20n, 0n]);
  for (let n = 0; n < 8; n++) expect(maxoutRegions(n, 3, 2)).toBe(hyperplaneRegions(n, 3));
  // Two units of rank 3 in the plane: two tropical lines that cross once.
  expect(maxoutRegions(2, 2, 3)).toBe(9n);
});

test.each<[inputs: number, widths: number[], upper: number, serra: number, lower: number]>([
  [2, [2, 2], 16, 11, 4],
  [2, [3, 2], 28, 25, 4],
  [2, [4, 4], 121, 121, 44],
  [2, [8, 8], 1369, 1369, 592],
  [2, [4, 4, 4], 1331, 1331, 176],
  [3, [5, 5], 676, 576, 26],
  [1, [2, 2, 2], 27, 27, 12],
  [2, [16, 16, 16], 2571353, 2571353, 561152],
])('%i inputs, widths %j', (inputs, widths, upper, serra, lower) => {
  expect(Number(montufarUpper(inputs, widths))).toBe(upper);
  expect(Number(serraUpper(inputs, widths))).toBe(serra);
  expect(Number(montufarLower(inputs, widths))).toBe(lower);
});

test('bounds are in their order, and one hidden layer is all the same', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
      (d, widths) => {
        expect(montufarLower(d, widths)).toBeLessThanOrEqual(serraUpper(d, widths));
        expect(serraUpper(d, widths)).toBeLessThanOrEqual(montufarUpper(d, widths));
        expect(montufarUpper(d, widths)).toBeLessThanOrEqual(zhangUpper(d, widths));
        const [first] = widths as [number];
        for (const bound of [serraUpper, montufarUpper, zhangUpper, montufarLower]) {
          expect(bound(d, [first])).toBe(hyperplaneRegions(first, d));
        }
        const full = widths.map((units, l) => {
          const inputs = l === 0 ? d : widths[l - 1]!;
          return { units, inputs, mask: new Uint8Array(units * inputs).fill(1) };
        });
        expect(maskedUpper(full)).toBeLessThanOrEqual(serraUpper(d, widths));
        if (d <= first) expect(maskedUpper(full.slice(0, 1))).toBe(serraUpper(d, [first]));
      },
    ),
  );
});

test('the generic rank is the largest matching', () => {
  expect(genericRank([1, 1, 1, 1, 0, 0, 1, 0, 0], 3, 3)).toBe(2);
  expect(genericRank([0, 1, 1, 1, 0, 0, 1, 1, 0], 3, 3)).toBe(3);
  expect(genericRank([], 0, 5)).toBe(0);
});

test('masks bound what pruned networks have', () => {
  // One weight a unit: lines parallel to the axes, of which 3 and 2 have 4 x 3 regions; the bound knows no parallels.
  const axes = { units: 5, inputs: 2, mask: [1, 0, 1, 0, 1, 0, 0, 1, 0, 1] };
  expect(maskedUpper([axes])).toBe(16n);
  const column = { units: 5, inputs: 2, mask: [1, 0, 1, 0, 1, 0, 0, 0, 0, 0] };
  expect(maskedUpper([column])).toBe(4n);
  expect(maskedUpper([column, { units: 3, inputs: 5, mask: new Uint8Array(15).fill(1) }])).toBeLessThanOrEqual(16n);
  expect(maskedUpper([{ units: 2, inputs: 2, mask: [0, 0, 0, 0] }])).toBe(1n);
  expect(() => maskedUpper([])).toThrow(InputError);
  expect(() => maskedUpper([axes, axes])).toThrow('the mask of hidden layer 1 does not fit');
});

test('the expected regions of sparse layers: all weights, none, and counted on random masks', () => {
  expect(expectedSparseRegions(40, 2, 1)).toBe(821);
  expect(expectedSparseRegions(12, 4, 1)).toBe(794);
  expect(expectedSparseRegions(40, 2, 0)).toBe(1);
  expect(expectedSparseRegions(12, 5, 1)).toBe(Number(hyperplaneRegions(12, 5)));
  // Two rows of two: all masks but those without a perfect matching, 2 p^2 - p^4.
  expect(expectedSparseRegions(2, 2, 0.5)).toBeCloseTo(1 + 2 * 0.75 + 0.4375, 12);
  // One unit of one input is there or not.
  expect(expectedSparseRegions(1, 1, 0.25)).toBe(1.25);
  const stream = randomStream(3, 'masks');
  const [units, density, draws] = [5, 0.5, 200];
  let sum = 0;
  for (let draw = 0; draw < draws; draw++) {
    const weights = Array.from({ length: units }, () =>
      [0, 1].map(() => (stream.uniform() < density ? stream.normal() : 0)),
    );
    const bias = weights.map(() => stream.normal());
    const network = {
      hidden: { weights, bias },
      output: { weights: [weights.map(() => 1), weights.map(() => 0)], bias: [0, -1000] },
    };
    sum += decisionSubdivision(floats, network).vertices.length;
  }
  expect(Math.abs(sum / draws - expectedSparseRegions(units, 2, density))).toBeLessThan(0.7);
  expect(() => expectedSparseRegions(3, 6, 0.5)).toThrow(InputError);
  expect(() => expectedSparseRegions(3, 2, 1.5)).toThrow(InputError);
});

test('the expected bound of random masks falls with the density', () => {
  const at = (density: number) =>
    expectedMaskedUpper(2, [6, 6], { densities: [density, density], draws: 20, stream: randomStream(1, 'masks') });
  expect(at(1)).toBe(Number(serraUpper(2, [6, 6])));
  expect(at(0)).toBe(1);
  expect(at(0.2)).toBeLessThan(at(0.6));
  expect(at(0.6)).toBeLessThan(at(1));
  expect(() => expectedMaskedUpper(2, [3], { densities: [], draws: 1, stream: randomStream(1) })).toThrow(InputError);
});

test('the expected pieces on a line are those of random units', () => {
  const stream = randomStream(5, 'units');
  const [units, draws] = [20, 400];
  const setting = { radius: 1.5, slopeDeviation: 2, biasDeviation: 1 };
  let sum = 0;
  for (let i = 0; i < units * draws; i++) if (Math.abs(stream.normal()) < 1.5 * Math.abs(2 * stream.normal())) sum += 1;
  expect(1 + sum / draws).toBeCloseTo(expectedLinePieces(units, setting), 0);
  expect(expectedLinePieces(0, setting)).toBe(1);
  expect(haninRolnickOrder(10, 2, 1)).toBe(50);
  expect(() => expectedLinePieces(3, { ...setting, radius: 0 })).toThrow(InputError);
  expect(() => haninRolnickOrder(3, 2, 0)).toThrow(InputError);
});

test('depth that is enough, and counts that are none', () => {
  expect([1, 2, 3, 4, 7, 8].map(sufficientHiddenLayers)).toEqual([1, 2, 2, 3, 3, 4]);
  expect(() => serraUpper(0, [3])).toThrow(InputError);
  expect(() => serraUpper(2, [])).toThrow(InputError);
  expect(() => montufarUpper(2, [1.5])).toThrow(InputError);
  expect(() => hyperplaneRegions(-1, 2)).toThrow('hyperplanes and dimensions cannot be so many');
});
