import { painter, scope, variablesOf, type Theme } from './palette';

/**
 * Lines: blue, vermilion, green, purple, orange, sky blue and grey after Okabe and Ito (2008), made lighter for dark
 * surfaces and, where the original is too pale, darker for white ones: every line has a contrast of 3 or more.
 */
const light = {
  surface: '#ffffff',
  ink: '#16191d',
  soft: '#5a626c',
  rule: '#c3c8ce',
  grid: '#e9ebee',
  'arm-1': '#0072b2',
  'arm-2': '#d55e00',
  'arm-3': '#008f68',
  'arm-4': '#b8569a',
  'arm-5': '#b27b00',
  'arm-6': '#2f8fc4',
  'arm-7': '#6b6f76',
} as const;

const dark: Readonly<Record<keyof typeof light, string>> = {
  surface: '#14171b',
  ink: '#eceef1',
  soft: '#a3abb5',
  rule: '#4a525c',
  grid: '#282d34',
  'arm-1': '#58b0f0',
  'arm-2': '#ff8a47',
  'arm-3': '#2cc598',
  'arm-4': '#e697cb',
  'arm-5': '#f0bd45',
  'arm-6': '#9bd8f7',
  'arm-7': '#b4b9c0',
};

type Colour = keyof typeof light;
const colours = Object.keys(light) as Colour[];

/** The style sheet of figures: CSS text, scoped to the class `tombola-figure`. */
export function figureStyleSheet(theme: Theme): string {
  const paint = painter({ light, dark }, theme);
  const rules: Record<string, string> = {
    '': `font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-size:12px`,
    ' text': `${paint('fill', 'soft')};font-variant-numeric:tabular-nums`,
    ' .strong': `${paint('fill', 'ink')};font-weight:600`,
    ' .plain': paint('fill', 'ink'),
    ' .title': `${paint('fill', 'ink')};font-size:17px;font-weight:600`,
    ' .subtitle': 'font-size:13px',
    ' .surface': paint('fill', 'surface'),
    ' .grid': `${paint('stroke', 'grid')};stroke-width:1`,
    ' .axis': `${paint('stroke', 'rule')};stroke-width:1`,
    ' .neutral': paint('color', 'soft'),
    ' .line': 'fill:none;stroke:currentColor;stroke-width:2;stroke-linejoin:round;stroke-linecap:round',
    ' .dashed': 'fill:none;stroke:currentColor;stroke-width:1.5;stroke-dasharray:5 4',
    ' .leader': `fill:none;${paint('stroke', 'rule')};stroke-width:1`,
    ' .band': 'fill:currentColor;fill-opacity:.14;stroke:none',
    ' .whisker': 'stroke:currentColor;stroke-width:1.5;stroke-opacity:.6',
    // A clear rim makes a small dot easy to point at.
    ' .seed': 'fill:currentColor;fill-opacity:.45;stroke:transparent;stroke-width:8',
    ' .marker': `fill:currentColor;${paint('stroke', 'surface')};stroke-width:1.25;paint-order:stroke`,
  };
  for (const name of colours.filter((colour) => colour.startsWith('arm-'))) rules[` .${name}`] = paint('color', name);
  const sheet = Object.entries(rules).map(([selector, body]) => `${scope}${selector}{${body}}`);
  return [...variablesOf({ light, dark }, theme), ...sheet].join('\n');
}
