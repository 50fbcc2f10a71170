/** `auto` follows the reader's system (or a `data-theme` on the page); `light` suits print; `dark` is always dark. */
export type Theme = 'auto' | 'light' | 'dark';

/**
 * Classes have the colours that figures give to arms, after Okabe and Ito (2008), and three more after Tol (2021): told apart with
 * any kind of colour vision, on light and on dark surfaces.
 */
const light = {
  surface: '#ffffff',
  ink: '#16191d',
  soft: '#5a626c',
  rule: '#c3c8ce',
  cell: '#5a626c',
  tie: '#c3c8ce',
  'class-0': '#0072b2',
  'class-1': '#d55e00',
  'class-2': '#008f68',
  'class-3': '#b8569a',
  'class-4': '#b27b00',
  'class-5': '#2f8fc4',
  'class-6': '#6b6f76',
  'class-7': '#332288',
  'class-8': '#999933',
  'class-9': '#882255',
} as const;

const dark: Readonly<Record<keyof typeof light, string>> = {
  surface: '#14171b',
  ink: '#eceef1',
  soft: '#a3abb5',
  rule: '#4a525c',
  cell: '#a3abb5',
  tie: '#4a525c',
  'class-0': '#58b0f0',
  'class-1': '#ff8a47',
  'class-2': '#2cc598',
  'class-3': '#e697cb',
  'class-4': '#f0bd45',
  'class-5': '#9bd8f7',
  'class-6': '#b4b9c0',
  'class-7': '#9a8cff',
  'class-8': '#d2d27a',
  'class-9': '#e0709a',
};

type Colour = keyof typeof light;

/** How many classes have a colour of their own; then they begin anew. */
const classColours = 10;

/** The CSS class with the colour of what classes of a network share: of one its own, of none or several that of ties. */
export function colourOf(classes: readonly number[]): string {
  return classes.length === 1 ? `class-${classes[0]! % classColours}` : 'tie';
}

/** What every rule of a drawing is below. */
const scope = '.tombola-geometry';

/** The style sheet of drawings: CSS text, scoped to the class `tombola-geometry`. */
export function geometryStyleSheet(theme: Theme): string {
  const paint = painter(theme);
  const rules: Record<string, string> = {
    '': 'font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-size:12px',
    ' text': `${paint('fill', 'soft')};font-variant-numeric:tabular-nums`,
    ' .strong': `${paint('fill', 'ink')};font-weight:600`,
    ' .surface': paint('fill', 'surface'),
    ' .frame': `fill:none;${paint('stroke', 'rule')};stroke-width:1`,
    ' .axis': `${paint('stroke', 'rule')};stroke-width:1`,
    ' .region': 'fill:currentColor;fill-opacity:.3;stroke:none',
    ' .region.tie': 'fill-opacity:.6',
    ' .polygon': `${paint('fill', 'soft')};fill-opacity:.1;stroke:none`,
    ' .cells': `fill:none;${paint('stroke', 'cell')};stroke-linejoin:round;stroke-opacity:.55`,
    ' .edge': `${paint('color', 'soft')};fill:none;stroke:currentColor;stroke-width:1.75;stroke-linecap:round`,
    ' .crease': `fill:none;${paint('stroke', 'cell')};stroke-width:1`,
    ' .curve,.boundary,.bridge': `fill:none;${paint('stroke', 'ink')};stroke-width:2.25;stroke-linejoin:round;stroke-linecap:round`,
    ' .ray': `fill:none;${paint('stroke', 'ink')};stroke-width:1.25;stroke-linejoin:round;stroke-linecap:round`,
    ' .vertex': `${paint('color', 'soft')};fill:currentColor;${paint('stroke', 'surface')};stroke-width:1`,
    ' .vertex.tie': `${paint('stroke', 'ink')};stroke-width:1.25`,
    ' .mark': `${paint('fill', 'ink')};${paint('stroke', 'surface')};stroke-width:1.5`,
    ' .hit': 'fill:none;stroke:transparent;stroke-width:12;stroke-linecap:round;pointer-events:all',
    ' .fine': 'stroke-width:1',
    ' .dashed': 'stroke-dasharray:7 4',
    // What is lit is heavier, not of another colour: seen with any kind of colour vision.
    ' .region.lit,.polygon.lit': 'fill-opacity:.75',
    ' .edge.lit,.crease.lit,.curve.lit,.boundary.lit,.bridge.lit,.ray.lit': 'stroke-width:5;stroke-opacity:1',
    ' .vertex.lit': `${paint('stroke', 'ink')};stroke-width:3`,
    ' .tie': paint('color', 'tie'),
  };
  for (let i = 0; i < classColours; i++) rules[` .class-${i}`] = paint('color', `class-${i}` as Colour);
  const scoped = (selectors: string) => selectors.split(',').map((selector) => `${scope} ${selector.trim()}`.trim());
  const sheet = Object.entries(rules).map(([selectors, body]) => `${scoped(selectors).join()}{${body}}`);
  return [...variables(theme), ...sheet].join('\n');
}

/** Writes declarations that take a property's colour from the palette. */
function painter(theme: Theme): (property: string, name: Colour) => string {
  return (property, name) => {
    if (theme !== 'auto') return `${property}:${(theme === 'dark' ? dark : light)[name]}`;
    // Said twice: renderers without variables (most of those that make PDF or PNG) keep the first, light, colour.
    return `${property}:${light[name]};${property}:var(--${name})`;
  };
}

/** Declares the colours as custom properties, for the automatic theme. */
function variables(theme: Theme): string[] {
  if (theme !== 'auto') return [];
  const declare = (colours: Readonly<Record<Colour, string>>) =>
    Object.entries(colours)
      .map(([name, colour]) => `--${name}:${colour}`)
      .join(';');
  return [
    `${scope}{${declare(light)}}`,
    `@media (prefers-color-scheme:dark){${scope}{${declare(dark)}}}`,
    `:root[data-theme="light"] ${scope}{${declare(light)}}`,
    `:root[data-theme="dark"] ${scope}{${declare(dark)}}`,
  ];
}
