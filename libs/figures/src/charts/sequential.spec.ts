import fc from 'fast-check';
import { sequentialColours, sequentialStep, sequentialStyleSheet } from './sequential';

/** Linear red, green and blue of `#rrggbb`, 0 to 1. */
function linear(colour: string): [number, number, number] {
  const channel = (i: number) => {
    const value = parseInt(colour.slice(i, i + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

/** L of OKLab (Ottosson 2020). */
function lightness(colour: string): number {
  const [r, g, b] = linear(colour);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
}

/** WCAG 2. */
function contrast(one: string, other: string): number {
  const [low, high] = [one, other]
    .map((colour) => {
      const [r, g, b] = linear(colour);
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    })
    .sort((a, b) => a - b);
  return (high! + 0.05) / (low! + 0.05);
}

describe.each(['light', 'dark'] as const)('on %s surfaces', (surface) => {
  const colours = sequentialColours[surface];

  test('nine steps are equally far apart in lightness, away from the surface', () => {
    const sign = surface === 'light' ? -1 : 1;
    const gaps = colours.slice(1).map((colour, i) => sign * (lightness(colour) - lightness(colours[i]!)));
    for (const gap of gaps) expect(gap).toBeCloseTo(0.081, 2);
  });

  test('text on a step can be read', () => {
    const sheet = sequentialStyleSheet(surface);
    colours.forEach((colour, i) => {
      const text = new RegExp(`\\.on-step-${i}\\{fill:(#\\w+)\\}`).exec(sheet)![1]!;
      expect(contrast(colour, text)).toBeGreaterThanOrEqual(4.5);
      expect(sheet).toContain(`.step-${i}{color:${colour}}`);
    });
  });
});

test('the automatic sheet has both palettes, the system’s choice and the page’s', () => {
  const sheet = sequentialStyleSheet('auto');
  expect(sheet).toContain('@media (prefers-color-scheme:dark)');
  expect(sheet).toContain(':root[data-theme="light"] .tombola-figure{--step-0:#dffaf9;');
  expect(sheet).toContain('.step-8{color:#1d2e69;color:var(--step-8)}');
});

test('steps are equal parts of the range, and ends keep what lies outside', () => {
  expect([0, 0.11, 0.12, 0.5, 0.89, 1].map((value) => sequentialStep(value))).toEqual([0, 0, 1, 4, 8, 8]);
  expect([-1, 7].map((value) => sequentialStep(value, [0, 5]))).toEqual([0, 8]);
  expect(sequentialStep(3, [3, 3])).toBe(4);
  expect(() => sequentialStep(NaN)).toThrow(/asked for no number/);
});

test('a larger value never has a smaller step', () => {
  const value = fc.double({ min: -2, max: 2, noNaN: true });
  fc.assert(
    fc.property(value, value, (a, b) => {
      expect(sequentialStep(Math.min(a, b))).toBeLessThanOrEqual(sequentialStep(Math.max(a, b)));
    }),
  );
});
