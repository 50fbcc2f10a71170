import type { Page } from 'playwright-core';
import type { PortalPage } from './pages';

/** Opens a page and waits until it shows what it has, and nothing is on its way any more. */
export async function visit(page: Page, { path, shows }: Pick<PortalPage, 'path' | 'shows'>): Promise<void> {
  await page.goto(path);
  await page.getByText(shows).first().waitFor({ state: 'attached' });
  // What stands far down loads when one comes near it.
  await page.evaluate(async () => {
    const pause = () => new Promise((resolve) => setTimeout(resolve, 100));
    for (let y = 0; y < document.body.scrollHeight; y += window.innerHeight) {
      window.scrollTo(0, y);
      await pause();
    }
    window.scrollTo(0, document.body.scrollHeight);
    await pause();
    window.scrollTo(0, 0);
  });
  // What is folded away loads when it is opened.
  await page.waitForFunction(
    () => ![...document.querySelectorAll('[aria-label^="Loading"]')].some((place) => place.checkVisibility()),
  );
  // Fonts, and drawings that measure their place first.
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.waitForTimeout(300);
}
