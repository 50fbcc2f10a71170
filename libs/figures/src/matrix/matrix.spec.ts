import { InputError, matrixSchema } from '@tombola/shared';
import { drawMatrix } from './draw';
import { matrixOfArms } from './of-arms';
import { renderMatrix } from './render';

const spec = matrixSchema.parse({
  kind: 'arms',
  id: 'transfer',
  title: 'Tickets <elsewhere>',
  unit: 'percent',
  rowsLabel: 'Source',
  columnsLabel: 'Target',
  metric: 'accuracy',
  densities: [0, 0.5],
  columns: ['A', 'B'],
  rows: [
    { label: 'A', arms: ['a', 'a-to-b'] },
    { label: 'B', arms: ['b-to-a', null] },
  ],
});
const arms = spec as Extract<typeof spec, { kind: 'arms' }>;

const observed = (arm: string, seed: number, density: number, accuracy: number) => ({
  ...{ arm, seed, draw: 0, level: density === 1 ? 0 : Math.round(1 / density), density, metrics: { accuracy } },
});

test('a cell is the mean of its arm over seeds and levels of the densities that count', () => {
  const observations = [
    observed('a', 0, 1, 0),
    observed('a', 0, 0.5, 0.9),
    observed('a', 1, 0.5, 0.7),
    observed('a', 0, 0.25, 0.6),
    observed('a', 1, 0.25, 0.6),
    observed('a-to-b', 0, 0.5, 0.5),
  ];
  const data = matrixOfArms(arms, observations)!;
  expect(data).toEqual({
    rows: ['A', 'B'],
    columns: ['A', 'B'],
    values: [
      [expect.closeTo(0.7, 12), 0.5],
      [null, null],
    ],
    n: [1, 2],
  });
  const svg = renderMatrix(spec, data);
  expect(svg.match(/<title>[AB], [AB]: /g)).toHaveLength(2);
  expect(svg).toContain('A, A: 70.00');
  expect(svg).toContain('Tickets &lt;elsewhere&gt;');
  expect(svg).toContain('50.00 to 70.00 %');
  expect(svg).toContain('cells of 1 to 2 seeds');
  expect(renderMatrix(spec, data)).toBe(svg);
});

test('a seed that lacks a level is left out of its arm, so that levels weigh alike', () => {
  const complete = [0, 1].flatMap((seed) => [observed('a', seed, 0.5, 0.9), observed('a', seed, 0.25, 0.5)]);
  const data = matrixOfArms(arms, [...complete, observed('a', 2, 0.5, 0)])!;
  expect(data).toMatchObject({
    values: [
      [expect.closeTo(0.7, 12) as number, null],
      [null, null],
    ],
    n: [2, 2],
  });
});

test('without a number there is no matrix', () => {
  expect(matrixOfArms(arms, [observed('a', 0, 1, 0.9), observed('c', 0, 0.5, 0.9)])).toBeUndefined();
  expect(() => renderMatrix(spec, { rows: ['A'], columns: ['B'], values: [[null]] })).toThrow(InputError);
  expect(() => renderMatrix(spec, { rows: ['A'], columns: ['A', 'B'], values: [[1]] })).toThrow(/does not fit/);
});

test('of many columns some are named, and cells have no numbers', () => {
  const names = Array.from({ length: 60 }, (_, i) => `${i * 100}`);
  const values = names.map((_, i) => names.map((__, j) => Math.abs(i - j) / 60));
  const svg = renderMatrix(spec, { rows: names, columns: names, values });
  expect(svg.match(/class="cell"/g)).toHaveLength(60 * 60 + 9);
  expect(svg).not.toContain('on-step-3"');
  const named = [...svg.matchAll(/text-anchor="middle">(\d+)</g)].map(([, text]) => Number(text));
  expect(named.length).toBeGreaterThan(5);
  expect(named.length).toBeLessThan(40);
});

test('for a page it has no styles in it, is as wide as asked for, and has numbers where they fit', () => {
  const numbers = { rows: ['A'], columns: ['A', 'B', 'C', 'D'], values: [[0.1, 0.2, 0.3, 0.4]] };
  const draw = (width: number) => drawMatrix(spec, numbers, { id: 'here', width, heading: false });
  expect(draw(350)).toContain('viewBox="0 0 350 ');
  expect(draw(350)).not.toMatch(/<style|style=|class="title"/);
  expect(draw(350)).toContain('id="here-title"');
  expect(draw(350).match(/class="on-step-\d"/g)).toHaveLength(4);
  expect(draw(200)).not.toContain('on-step');
  expect(draw(200)).toContain('A, D: 40.00');
});
