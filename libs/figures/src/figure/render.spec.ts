import { InputError, type FigureDeclaration } from '@tombola/shared';
import { exampleFigure, examplePanels, exampleStudy } from './example.fixture';
import { renderFigure } from './render';

const study = exampleStudy();
const count = (svg: string, pattern: RegExp) => svg.match(pattern)?.length ?? 0;

test('the same study gives the same picture, whatever the order of its observations', () => {
  expect(renderFigure(exampleFigure, study.toReversed())).toBe(renderFigure(exampleFigure, study));
});

test('every seed and every mean is marked and named, nothing is smoothed', () => {
  const svg = renderFigure(exampleFigure, study);
  expect(count(svg, /class="seed"[^>]*><title>/g)).toBe(3 * 10 * 3);
  // The means of three lines, and the keys beside their names.
  expect(count(svg, /class="marker"/g)).toBe(3 * 10 + 3 + 1);
  expect(svg).toContain('Random reinit, seed 2: ');
  expect(svg).toContain('(mean of 2 draws)');
  expect(svg).not.toMatch(/ d="[^"]*[CSQTA]/);
});

test('the legend says what the band is, the note that draws were averaged', () => {
  const svg = renderFigure(exampleFigure, study);
  expect(svg).toContain('min–max over 3 seeds');
  expect(svg).toContain('Random reinit: 2 draws a seed, averaged within the seed.');
  expect(
    renderFigure(
      exampleFigure,
      study.filter(({ seed }) => seed === 0),
    ),
  ).not.toContain('min–max');
});

test('density decreases to the right on a log axis with ticks at the levels', () => {
  const svg = renderFigure(exampleFigure, study);
  const at = (text: string) =>
    Number(new RegExp(`<text x="([\\d.]+)" y="[\\d.]+" text-anchor="middle">${text}<`).exec(svg)![1]);
  expect(at('100')).toBeLessThan(at('21.1'));
  expect(at('21.1')).toBeLessThan(at('3.6'));
  const share = (at('21.1') - at('100')) / (at('3.6') - at('100'));
  expect(share).toBeCloseTo(Math.log(0.211) / Math.log(0.036), 3);
});

test.each(['stacked', 'side by side'] as const)('two panels are drawn %s, each with a letter', (arrangement) => {
  const svg = renderFigure({ ...examplePanels, arrangement }, study);
  expect(svg).toContain('a   Test accuracy at early stop (%)');
  expect(svg).toContain('b   Early-stop iteration');
  expect(svg).toContain('10,000');
  expect(new Set(svg.match(/id="[^"]+"/g)).size).toBe(count(svg, /id="[^"]+"/g));
});

test('arms may be points of one line, in the order of x, and densities may be chosen', () => {
  const rewound = ['late', 'early', 'middle'].flatMap((arm, i) =>
    [1, 0.5, 0.1].map((density, level) => ({
      ...{ arm, seed: 0, draw: 0, level, density },
      metrics: { accuracy: 0.9, start: [0.3, 0, 0.1234567][i]! },
    })),
  );
  const figure: FigureDeclaration = {
    kind: 'line',
    title: 'Rewinding',
    x: { metric: 'start', label: 'Start', unit: 'percent', scale: 'linear', reversed: false },
    y: { metric: 'accuracy', label: 'Accuracy', unit: 'percent' },
    densities: [0, 0.2],
    arms: [{ arm: 'late', also: ['early', 'middle'], label: 'rewound' }],
  };
  const svg = renderFigure(figure, rewound);
  expect(count(svg, /class="seed"[^>]*><title>/g)).toBe(3);
  // Beside the line itself there are its keys, of two points.
  const lines = [...svg.matchAll(/ class="line" d="([^"]+)"/g)].map(([, line]) => line!.match(/[\d.]+(?=[, ])/g)!);
  const xs = lines.find(({ length }) => length === 3)!.map(Number);
  expect(xs).toEqual(xs.toSorted((a, b) => a - b));
  expect(svg).toMatch(/>12\.3</);
  // A line may have a range of its own beside another of the same arms.
  const both = renderFigure(
    { ...figure, arms: [...figure.arms, { ...figure.arms[0]!, densities: [0.4, 1] }] },
    rewound,
  );
  expect(count(both, /class="seed"[^>]*><title>/g)).toBe(3 + 6);
  const missing = { ...figure, arms: [{ arm: 'nobody', also: ['nobody-else'], label: 'no' }] };
  expect(() => renderFigure(missing, rewound)).toThrow(InputError);
});

test('names of arms do not overlap', () => {
  const svg = renderFigure(
    { ...exampleFigure, arms: exampleFigure.arms.map((arm) => ({ ...arm, arm: 'ticket' })) },
    study,
  );
  const places = exampleFigure.arms.map(({ label }) =>
    Number(new RegExp(`y="([\\d.]+)">${label}</text>`).exec(svg)![1]),
  );
  places.sort((a, b) => a - b);
  for (let i = 1; i < places.length; i++) expect(places[i]! - places[i - 1]!).toBeGreaterThan(16);
});

test('the picture is described for those who do not see it', () => {
  const svg = renderFigure(exampleFigure, study);
  expect(svg).toMatch(/^<svg [^>]*role="img" aria-labelledby="(\S+)-title \1-desc"/);
  expect(svg).toMatch(/<desc [^>]*>[^<]*Winning ticket from 98\.00 at 100 % to \d\d\.\d\d at 3\.6 %/);
});

test('a fixed theme has no variables; the automatic one has both palettes and a colour for simple renderers', () => {
  expect(renderFigure(exampleFigure, study, { theme: 'dark' })).not.toContain('var(');
  const svg = renderFigure(exampleFigure, study);
  expect(svg).toContain('@media (prefers-color-scheme:dark)');
  expect(svg).toContain('color:#0072b2;color:var(--arm-1)');
});

test('text is escaped', () => {
  expect(renderFigure({ ...exampleFigure, title: 'a < b & "c"' }, study)).toContain('a &lt; b &amp; &quot;c&quot;');
});

test('means outside a chosen range are counted under the chart', () => {
  const y = { ...exampleFigure.y!, range: [0.975, 0.985] as [number, number] };
  expect(renderFigure({ ...exampleFigure, y }, study)).toMatch(/\d+ of 31 means lie outside the axis/);
});

test('an arm with one level is drawn as a point with a whisker', () => {
  const svg = renderFigure({ ...exampleFigure, arms: [{ arm: 'dense', label: 'Dense' }] }, study);
  expect(svg).toContain('class="whisker arm-1"');
  expect(svg).not.toContain('NaN');
});

test.each<[string, unknown, RegExp]>([
  ['an unknown arm', { ...exampleFigure, arms: [{ arm: 'x', label: 'X' }] }, /shows arm x, which has no observations/],
  ['neither y nor panels', { ...exampleFigure, y: undefined }, /either y or panels/],
  ['an unknown member', { ...exampleFigure, colour: 'red' }, /colour/],
  [
    'more arms than colours',
    { ...exampleFigure, arms: Array.from({ length: 8 }, () => ({ arm: 'ticket', label: 'T' })) },
    /at most 7 arms/,
  ],
])('%s is refused', (_, declaration, message) => {
  expect(() => renderFigure(declaration as FigureDeclaration, study)).toThrow(InputError);
  expect(() => renderFigure(declaration as FigureDeclaration, study)).toThrow(message);
});
