import { geometryStyleSheet } from '@tombola/geometry';

let adopted = false;

/** Puts the style sheet of geometry's drawings into the page, once: they have no styles in them, which the pages' policy forbids. */
export function adoptGeometryStyles(): void {
  if (adopted) return;
  adopted = true;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(geometryStyleSheet('auto'));
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
