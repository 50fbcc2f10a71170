import { colourOf, hexOf, nothingOf, stopsOf } from './colour-scale';

/** Relative luminance (WCAG 2.2). */
function luminance(rgb: readonly number[]): number {
  const [r, g, b] = rgb.map((byte) => {
    const part = byte / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

describe.each([false, true])('dark: %s', (dark) => {
  const shares = Array.from({ length: 200 }, (_, i) => (i + 1) / 200);

  test('more is always further from the surface', () => {
    const values = shares.map((share) => luminance(colourOf(share, dark)));
    const ordered = [...values].sort((a, b) => (dark ? a - b : b - a));
    expect(values).toEqual(ordered);
  });

  test('the scale ends with the first and the last step', () => {
    const stops = stopsOf(dark);
    expect(hexOf(colourOf(1e-12, dark))).toBe(stops[0]);
    expect(hexOf(colourOf(1, dark))).toBe(stops.at(-1));
    expect(hexOf(colourOf(7, dark))).toBe(stops.at(-1));
  });

  test('nothing is grey, unlike anything on the scale', () => {
    const grey = nothingOf(dark);
    expect(hexOf(colourOf(0, dark))).toBe(grey);
    expect(hexOf(colourOf(NaN, dark))).toBe(grey);
    expect(shares.map((share) => hexOf(colourOf(share, dark)))).not.toContain(grey);
  });
});
