import { InputError } from '@tombola/shared';
import fc from 'fast-check';
import { drawFigure } from './draw';
import { exampleFigure, examplePanels, exampleStudy } from './example.fixture';
import { readFigure } from './read';
import { renderFigure } from './render';
import { textWidth } from './text';
import { figureStyleSheet } from './theme';

const study = exampleStudy();
const figure = readFigure(exampleFigure);
const panels = readFigure({ ...examplePanels, arrangement: 'side by side' });
const count = (svg: string, pattern: RegExp) => svg.match(pattern)?.length ?? 0;

test('the standalone document is the drawing with its style sheet', () => {
  const style = `<style>${figureStyleSheet('dark')}</style>`;
  const alone = renderFigure(exampleFigure, study, { theme: 'dark' });
  expect(alone).toContain(style);
  const plain = alone.replace(style, '').replace(' style="max-width:100%;height:auto"', '').trimEnd();
  const [, id = ''] = /aria-labelledby="(figure-[0-9a-f]{8})-title/.exec(alone) ?? [];
  expect(drawFigure(figure, study, { id }).svg).toBe(plain);
});

test('nothing in it needs inline styles or scripts', () => {
  const { svg } = drawFigure(panels, study, { interactive: true, partial: true });
  expect(svg).not.toMatch(/<style|<script|\sstyle=|\son\w+=|javascript:/);
});

test('the size is said twice, or left to the place that it is put in', () => {
  const { svg, width, height } = drawFigure(figure, study);
  expect(svg).toContain(` width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`);
  expect(drawFigure(figure, study, { sized: false }).svg).toMatch(
    new RegExp(`^<svg [^>]*desc" viewBox="0 0 ${width} ${height}">`),
  );
});

test('where the page says what it is, it has no heading of its own, and a name all the same', () => {
  const bare = drawFigure(figure, study, { heading: false });
  expect(count(bare.svg, /class="title"/g)).toBe(0);
  expect(bare.svg).toContain(`<title id=`);
  expect(bare.height).toBeLessThan(drawFigure(figure, study).height);
});

test('ids begin with the one asked for', () => {
  const { svg } = drawFigure(panels, study, { id: 'page' });
  for (const [, id] of svg.matchAll(/ id="([^"]+)"/g)) expect(id).toMatch(/^page-/);
  expect(svg).toContain('aria-labelledby="page-title page-desc"');
});

describe('interactive marks', () => {
  const named = study.map((each) => ({ ...each, trial: `${each.arm}-${each.draw}-s${each.seed}` }));
  const { svg } = drawFigure(panels, named, { interactive: true });

  test('a seed tells its facts in full precision, its trials among them', () => {
    const [seed] = /<circle class="seed"[^>]*data-arm="reinit" data-seed="2" data-level="3"[^>]*>/.exec(svg)!;
    const values = study
      .filter(({ arm, seed, level }) => arm === 'reinit' && seed === 2 && level === 3)
      .map(({ metrics }) => metrics.testAccuracyAtEarlyStop!);
    expect(seed).toContain(' data-density="0.517"');
    expect(seed).toContain(' data-draws="2"');
    expect(seed).toContain(' data-trials="reinit-0-s2 reinit-1-s2"');
    expect(Number(/data-value="([^"]+)"/.exec(seed)![1])).toBeCloseTo((values[0]! + values[1]!) / 2, 12);
    expect(seed).toContain(' data-text="Random reinit, seed 2: ');
    expect(drawFigure(panels, study, { interactive: true }).svg).not.toContain('data-trials');
  });

  test('a mean and a baseline tell theirs', () => {
    expect(svg).toMatch(
      /class="marker"[^>]* data-arm="ticket" data-level="0" data-density="1" data-n="3" data-mean="0\.98" data-min="[\d.]+" data-max="[\d.]+" data-text="/,
    );
    expect(svg).toMatch(/class="dashed"[^>]* data-arm="dense" data-level="0" data-density="1" data-n="3"/);
    expect(svg).toContain('data-metric="earlyStopIteration" data-unit="count"');
  });

  test('the browser shows no second tooltip', () => {
    expect(count(svg, /<title/g)).toBe(1);
    expect(count(svg, /class="seed"[^>]* data-seed=/g)).toBe(2 * 3 * 10 * 3);
    expect(drawFigure(panels, study).svg).not.toContain('data-');
  });
});

describe('a study that still runs', () => {
  const started = study.filter(({ arm, level }) => arm === 'ticket' && level < 4);

  test('arms without a level are named, not drawn, and keep their colours', () => {
    const { svg } = drawFigure(figure, started, { partial: true });
    expect(svg).toContain('Random reinit (no level yet)');
    expect(svg).toContain('Dense (no level yet)');
    expect(svg).toContain('Random sparsity has no level yet.');
    expect(count(svg, /class="seed"[^>]*><title>/g)).toBe(3 * 4);
    const others = drawFigure(
      figure,
      study.filter(({ arm }) => arm === 'shuffled'),
      { partial: true },
    );
    expect(others.svg).toContain('class="band arm-3"');
  });

  test('without a level there is a frame that says so, with every arm in the legend', () => {
    for (const width of [undefined, 360]) {
      const { svg } = drawFigure(panels, [], { partial: true, ...(width && { width }) });
      expect(count(svg, />no level is done yet</g)).toBe(2);
      expect(count(svg, /\(no level yet\)/g)).toBe(4);
      expect(svg).not.toMatch(/class="axis"|NaN|Infinity/);
    }
  });

  test('a panel whose metric was not measured yet is empty beside one whose was', () => {
    const accuracy = study.map((each) => ({
      ...each,
      metrics: { testAccuracyAtEarlyStop: each.metrics.testAccuracyAtEarlyStop! },
    }));
    const { svg } = drawFigure(panels, accuracy, { partial: true });
    expect(count(svg, />no level is done yet</g)).toBe(1);
    expect(svg).not.toContain('(no level yet)');
    expect(() => drawFigure(panels, accuracy)).toThrow(/earlyStopIteration is missing/);
  });

  test('a complete study is drawn as ever', () => {
    expect(drawFigure(panels, study, { partial: true })).toEqual(drawFigure(panels, study));
  });

  test('any part of a study can be drawn, at any width', () => {
    const part = fc.subarray([...study.keys()]);
    const options = fc.record({ width: fc.integer({ min: 0, max: 1600 }), interactive: fc.boolean() });
    fc.assert(
      fc.property(part, options, fc.constantFrom(figure, panels), (kept, chosen, spec) => {
        const observations = kept.map((i) => study[i]!);
        const { svg, width } = drawFigure(spec, observations, { ...chosen, partial: true });
        expect(svg).not.toMatch(/NaN|Infinity|undefined/);
        expect(width).toBe(Math.max(280, chosen.width));
      }),
      { numRuns: 60 },
    );
  });

  test('an unfinished arm is refused where the figure is to be whole', () => {
    expect(() => drawFigure(figure, started)).toThrow(/shows arm reinit, which has no observations/);
  });
});

/** The left and the right end of every text in the drawing, generously. */
function extents(svg: string): { text: string; left: number; right: number }[] {
  const found: { text: string; left: number; right: number }[] = [];
  let shift = 0;
  for (const [, moved, attributes, text] of svg.matchAll(/translate\((\S+) \S+\)|<text ([^>]*)>([^<]*)</g)) {
    if (moved !== undefined) {
      shift = Number(moved);
      continue;
    }
    // Only what stands in a group of the legend is shifted.
    const inLegend = /\bx="26"/.test(attributes!);
    const x = Number(/\bx="([^"]+)"/.exec(attributes!)![1]) + (inLegend ? shift : 0);
    const size = /class="title"/.test(attributes!) ? 17 : /class="subtitle"/.test(attributes!) ? 13 : 12;
    const width = textWidth(text!, size, /class="(title|strong)"/.test(attributes!));
    const anchor = /text-anchor="(\w+)"/.exec(attributes!)?.[1];
    const left = anchor === 'middle' ? x - width / 2 : anchor === 'end' ? x - width : x;
    found.push({ text: text!, left, right: left + width });
  }
  return found;
}

describe('on a phone', () => {
  const long = readFigure({
    ...examplePanels,
    arrangement: 'side by side',
    panels: [{ ...examplePanels.panels![0]!, label: 'Test accuracy at the step of least validation loss (%)' }],
    arms: exampleFigure.arms.map((each) => ({ ...each, label: `${each.label}, of the network with three layers` })),
  });

  test.each([
    [360, panels],
    [320, figure],
    [360, long],
    [280, long],
  ])('at %i pixels every text is inside, at its full size', (width, spec) => {
    const drawn = drawFigure(spec, study, { width });
    expect(drawn.width).toBe(width);
    for (const { left, right } of extents(drawn.svg)) {
      expect(left).toBeGreaterThanOrEqual(0);
      expect(right).toBeLessThanOrEqual(width);
    }
  });

  test('panels are stacked, and a legend names the arms', () => {
    const { svg } = drawFigure(panels, study, { width: 360 });
    const lefts = [...svg.matchAll(/class="strong" x="(\S+)"/g)].map(([, x]) => x);
    expect(new Set(lefts)).toEqual(new Set(['16']));
    expect(count(svg, />Winning ticket</g)).toBe(1);
    expect(drawFigure(panels, study, { width: 360 }).height).toBeGreaterThan(drawFigure(panels, study).height);
  });

  test('no style makes a text smaller than 12 pixels', () => {
    const sizes = [...figureStyleSheet('auto').matchAll(/font-size:(\d+)px/g)].map(([, size]) => Number(size));
    expect(Math.min(...sizes)).toBe(12);
  });

  test('a width that is no number is refused', () => {
    expect(() => drawFigure(figure, study, { width: NaN })).toThrow(InputError);
  });
});
