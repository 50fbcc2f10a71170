import { svgText } from '../../charts/drawing';
import { byRecipe, trialOf } from '../testing/grouped';
import { overlayDrawing, type OverlayLook } from './overlay-drawing';
import { overlaySeries } from './overlay-series';

const look: OverlayLook = {
  ...{ width: 600, dark: false, metric: 'testAccuracyAtEnd', unit: 'percent', x: 'density', logY: false },
  ...{ baseline: undefined, band: 'range' },
};
const options = { x: 'density', band: 'range', members: true, baseline: undefined, unit: 'percent' } as const;

test('every mean is a target inside the picture, denser ones to the left', () => {
  const groups = byRecipe([trialOf('a', 0, [0.9, 0.8, 0.7]), trialOf('a', 1, [0.9, 0.7, 0.6]), trialOf('b', 0, [0.5])]);
  const { drawing, targets } = overlayDrawing(overlaySeries(groups, options), look);
  expect(targets.map(({ series }) => series)).toEqual(['a', 'a', 'a', 'b']);
  for (const { x, y } of targets) {
    expect(x).toBeGreaterThan(0);
    expect(x).toBeLessThan(drawing.width);
    expect(y).toBeGreaterThan(0);
    expect(y).toBeLessThan(drawing.height);
  }
  expect(targets[0]!.x).toBeLessThan(targets[1]!.x);
  expect(targets[0]!.y).toBeLessThan(targets[2]!.y);
});

test('a hundred groups of twenty levels are a few elements each', () => {
  const values = Array.from({ length: 20 }, (_, i) => 1 / (i + 2));
  const trials = Array.from({ length: 500 }, (_, i) => trialOf(`r${Math.floor(i / 5)}`, i % 5, values));
  const { drawing, targets } = overlayDrawing(overlaySeries(byRecipe(trials), options), look);
  expect(targets).toHaveLength(2000);
  expect(drawing.marks.length).toBeLessThan(450);
  expect(svgText(drawing, '#fff')).not.toContain('NaN');
});

test('the dense network alone is a line across the picture, a pruned network alone a point at its density', () => {
  const level = (first: number) => {
    const groups = byRecipe([trialOf('a', 0, [0.5], first), trialOf('b', 0, [0.9, 0.8, 0.7])]);
    const { lines, drawing } = overlayDrawing(overlaySeries(groups, { ...options, members: false }), look);
    const across = drawing.marks.filter(({ attributes: { d } }) => /^M[\d.]+ [\d.]+H[\d.]+$/.test(String(d)));
    return { across: across.length, line: lines.get('a')! };
  };
  expect(level(0).across).toBe(1);
  expect(level(1)).toEqual({ across: 0, line: expect.stringMatching(/^M[\d.]+ [\d.]+$/) as unknown });
});
