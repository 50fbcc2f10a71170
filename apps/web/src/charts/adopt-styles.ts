const adopted = new Set<string>();

/**
 * Puts a style sheet into the page, once: drawings have no styles in them, which the pages' policy forbids.
 *
 * @param name of this sheet and no other
 */
export function adoptStyles(name: string, text: () => string): void {
  if (adopted.has(name)) return;
  adopted.add(name);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text());
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
