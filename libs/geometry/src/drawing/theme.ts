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
export const classColours = 10;

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
    ' .region': 'fill-opacity:.3;stroke:none',
    ' .tie': `${paint('fill', 'tie')};fill-opacity:.6`,
    ' .cells': `fill:none;${paint('stroke', 'cell')};stroke-linejoin:round;stroke-opacity:.55`,
    ' .boundary': `fill:none;${paint('stroke', 'ink')};stroke-width:2.25;stroke-linejoin:round;stroke-linecap:round`,
  };
  for (let i = 0; i < classColours; i++) rules[` .class-${i}`] = paint('fill', `class-${i}` as Colour);
  const sheet = Object.entries(rules).map(([selector, body]) => `${scope}${selector}{${body}}`);
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
