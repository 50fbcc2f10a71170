import { figureStyleSheet } from '@tombola/figures';

let adopted = false;

/** Puts the style sheet of figures into the page, once: drawings have no styles in them, which the pages' policy forbids. */
export function adoptFigureStyles(): void {
  if (adopted) return;
  adopted = true;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(figureStyleSheet('auto'));
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
