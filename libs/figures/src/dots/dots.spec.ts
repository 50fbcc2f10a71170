import { dotsSchema, InputError, meanInterval, type DotsSpec } from '@tombola/shared';
import fc from 'fast-check';
import { drawFigure } from '../figure/draw';
import { exampleStudy } from '../figure/example.fixture';
import { standaloneFigure } from '../figure/standalone';
import { drawnArms, drawnMetrics } from '../parts';
import { placesOf } from './places';

const study = exampleStudy();
const declaration = {
  kind: 'dots',
  title: 'Tickets & <controls>',
  value: { metric: 'testAccuracyAtEarlyStop', label: 'Test accuracy at early stop (%)', unit: 'percent' },
  densities: [0.1, 0.4],
  columns: ['as they are', 'drawn anew'],
  rows: [
    { label: 'ticket', arms: ['ticket', 'reinit'] },
    { label: 'shuffled', arms: ['shuffled', null] },
  ],
  baselines: [{ arm: 'dense', label: 'Dense' }],
};
const spec = dotsSchema.parse(declaration);
const count = (svg: string, pattern: RegExp) => svg.match(pattern)?.length ?? 0;
const flat = (changes: Partial<DotsSpec> = {}) =>
  placesOf({ ...spec, ...changes }, study, false).rows.flatMap(({ dots }) => dots.filter((dot) => dot !== undefined));

test('an arm stands at its densest level in the range, with the interval of its seeds', () => {
  expect(flat().map(({ label, point }) => [label, point.density])).toEqual([
    ['ticket, as they are', 0.333],
    ['ticket, drawn anew', 0.333],
    ['shuffled, as they are', 0.333],
  ]);
  const [{ point, interval }] = flat() as [ReturnType<typeof flat>[number]];
  const values = study
    .filter(({ arm, density }) => arm === 'ticket' && density === 0.333)
    .map(({ metrics }) => metrics.testAccuracyAtEarlyStop!);
  expect(point.seeds.map(({ value }) => value)).toEqual(values);
  meanInterval(values, 0.95).forEach((end, i) => expect(interval![i]).toBeCloseTo(end, 12));
});

test('or at a level, and a baseline at its first where it has no such level', () => {
  expect(flat({ densities: undefined, level: 7 }).map(({ point }) => point.density)).toEqual([0.07, 0.07, 0.07]);
  expect(placesOf(spec, study, false).baselines.map(({ point }) => point.level)).toEqual([0]);
});

test('every mean is a mark and a figure, every seed a dot, and the order of observations does not matter', () => {
  const svg = standaloneFigure(spec, study, { theme: 'light' });
  expect(count(svg, /class="seed"[^>]*><title>/g)).toBe(3 * 3);
  // The means, the keys of two columns, and the sample of a mean.
  expect(count(svg, /class="marker"/g)).toBe(3 + 2 + 1);
  for (const { point } of flat()) expect(svg).toContain(`>${(100 * point.summary.mean).toFixed(2)}<`);
  expect(svg).toContain('Tickets &amp; &lt;controls&gt;');
  expect(svg).toContain('Weights remaining: 33.3 %.');
  expect(svg).toContain('Up to 2 draws a seed, averaged within the seed.');
  expect(svg).toMatch(/<desc [^>]*>Dot plot\. [^<]*ticket, drawn anew 9\d\.\d\d/);
  expect(standaloneFigure(spec, study.toReversed(), { theme: 'light' })).toBe(svg);
});

test('an arm that has no such level is named below, and has no row', () => {
  const part = study.filter(({ arm, density }) => arm !== 'shuffled' || density > 0.4);
  const rest = part.filter(({ arm, density }) => arm !== 'reinit' || density > 0.4);
  const svg = standaloneFigure(spec, rest);
  expect(svg).toContain('No level with 10.0 to 40.0 % of the weights: ticket, drawn anew; shuffled, as they are.');
  expect(svg).toMatch(/<desc [^>]*>[^<]*No level with 10/);
  expect(placesOf(spec, rest, false).rows.map(({ label }) => label)).toEqual(['ticket']);
  expect(placesOf(spec, rest, true).rows.map(({ label }) => label)).toEqual(['ticket', 'shuffled']);
  expect(standaloneFigure({ ...spec, densities: undefined, level: 7 }, rest)).toContain('No level 7: ');
  expect(standaloneFigure(spec, study)).not.toContain('No level');
});

test('rows may be sorted by their first dot', () => {
  const means = placesOf({ ...spec, sorted: true }, study, false).rows.map(({ dots }) => dots[0]!.point.summary.mean);
  expect(means).toEqual(means.toSorted((a, b) => b - a));
  const reversed = { ...spec, rows: spec.rows.toReversed(), sorted: true as const };
  expect(placesOf(reversed, study, false).rows[0]!.label).toBe('ticket');
});

test('what lies outside a chosen range is an arrow and is counted', () => {
  const value = { ...spec.value, range: [0.9801, 0.99] as [number, number] };
  expect(standaloneFigure({ ...spec, value }, study)).toMatch(/Arrows: \d of 3 means lie outside the axis\./);
});

test('marks of a page tell their facts', () => {
  const { svg } = drawFigure(spec, study, { interactive: true });
  expect(svg).toMatch(
    /class="marker"[^>]* data-arm="reinit" data-level="4" data-density="0\.333" data-n="3" data-mean="/,
  );
  expect(svg).toMatch(/class="dashed"[^>]* data-arm="dense" data-level="0"/);
  expect(svg).toContain('data-metric="testAccuracyAtEarlyStop" data-unit="percent"');
  expect(svg).not.toMatch(/<style|\sstyle=/);
});

test('its arms have names, and a figure says what it measures', () => {
  expect(drawnArms(spec).map(({ label, index }) => [label, index])).toEqual([
    ['ticket, as they are', 0],
    ['ticket, drawn anew', 1],
    ['shuffled, as they are', 0],
    ['Dense', -1],
  ]);
  expect(drawnMetrics(spec)).toEqual(['testAccuracyAtEarlyStop']);
});

test('any part of a study can be drawn, at any width; an arm without observations is refused where all are wanted', () => {
  fc.assert(
    fc.property(fc.subarray([...study.keys()]), fc.integer({ min: 0, max: 1200 }), (kept, width) => {
      const part = kept.map((i) => study[i]!);
      const drawn = drawFigure(spec, part, { width, partial: true });
      expect(drawn.svg).not.toMatch(/NaN|Infinity|undefined/);
    }),
    { numRuns: 40 },
  );
  const tickets = study.filter(({ arm }) => arm !== 'shuffled');
  expect(() => drawFigure(spec, tickets)).toThrow(InputError);
  expect(drawFigure(spec, [], { partial: true }).svg).toContain('no level is done yet');
});

test.each<[string, object]>([
  ['give either densities or level', { level: 1 }],
  ['more arms than there are columns', { columns: ['one'] }],
  ['at most|<=7|too big', { columns: Array.from({ length: 8 }, String) }],
])('a declaration is refused: %s', (message, change) => {
  const { error } = dotsSchema.safeParse({ ...declaration, ...change });
  expect(JSON.stringify(error?.issues)).toMatch(new RegExp(message, 'i'));
});
