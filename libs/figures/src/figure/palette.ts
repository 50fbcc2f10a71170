/** `auto` follows the reader's system (or a `data-theme` on the page); `light` suits print; `dark` is always dark. */
export type Theme = 'auto' | 'light' | 'dark';

/** Colours by name, as CSS has them, for light and for dark surfaces. */
export interface Palette<Name extends string> {
  readonly light: Readonly<Record<Name, string>>;
  readonly dark: Readonly<Record<Name, string>>;
}

/** What every rule of a drawing is below. */
export const scope = '.tombola-figure';

/** Declares the colours of a palette as custom properties, for the automatic theme; none for a fixed one. */
export function variablesOf<Name extends string>({ light, dark }: Palette<Name>, theme: Theme): string[] {
  if (theme !== 'auto') return [];
  const declare = (colours: Readonly<Record<Name, string>>) =>
    Object.entries(colours)
      .map(([name, colour]) => `--${name}:${String(colour)}`)
      .join(';');
  return [
    `${scope}{${declare(light)}}`,
    `@media (prefers-color-scheme:dark){${scope}{${declare(dark)}}}`,
    `:root[data-theme="light"] ${scope}{${declare(light)}}`,
    `:root[data-theme="dark"] ${scope}{${declare(dark)}}`,
  ];
}

/** Writes declarations that take a property's colour from a palette. */
export function painter<Name extends string>(
  { light, dark }: Palette<Name>,
  theme: Theme,
): (property: string, name: Name) => string {
  return (property, name) => {
    if (theme !== 'auto') return `${property}:${(theme === 'dark' ? dark : light)[name]}`;
    // Said twice: renderers without variables (most of those that make PDF or PNG) keep the first, light, colour.
    return `${property}:${light[name]};${property}:var(--${name})`;
  };
}
