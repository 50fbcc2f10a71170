import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { violations } from './testing/axe';
import { openBrowser, openTab, type TabOptions } from './testing/browser';
import { furnish, type PortalPage } from './testing/pages';
import { visit } from './testing/settle';
import { Stack } from './testing/stack';

/** Where the pictures go; docs/portal for those in the documentation (`npm run pictures -w @tombola/web`). */
const { TOMBOLA_PICTURES: named } = process.env;
const pictures = named ?? join(__dirname, '../../.reports/pictures');
/** Taller pages are cut off there, in CSS pixels. */
const TALLEST = 1800;

const looks: Readonly<Record<string, TabOptions>> = {
  light: {},
  dark: { dark: true },
  phone: { width: 390, height: 844 },
};

let stack: Stack;
let browser: Browser;
let pages: readonly PortalPage[];

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  [stack, browser] = await Promise.all([Stack.open({ slots: 2 }), openBrowser()]);
  pages = await furnish(stack, named === undefined ? 'smoke' : 'quick');
}, 900_000);
afterAll(async () => {
  await browser.close();
  await stack.close();
}, 60_000);

for (const [look, options] of Object.entries(looks)) {
  test(`every page is accessible, fits and has nothing to complain of: ${look}`, async () => {
    const found: Record<string, unknown> = {};
    const { page, context, complaints } = await openTab(browser, stack.url, options);
    for (const each of pages) {
      await visit(page, each);
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      const wrong = [
        ...(await violations(page)),
        ...(wide > 0 ? [`it is ${wide} pixels wider than the window`] : []),
        ...complaints.splice(0),
      ];
      if (wrong.length > 0) found[each.name] = wrong;
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.screenshot({
        path: join(pictures, `${each.name}-${look}.png`),
        fullPage: true,
        clip: { x: 0, y: 0, width: options.width ?? 1280, height: Math.min(height, TALLEST) },
      });
    }
    await context.close();
    expect(found).toEqual({});
  }, 300_000);
}

test('the first load of a study is less than 200 kB of scripts, gzipped', async () => {
  const { page, context } = await openTab(browser, stack.url);
  const scripts: Promise<Buffer>[] = [];
  page.on('requestfinished', (request) => {
    if (request.resourceType() === 'script') scripts.push(request.response().then((response) => response!.body()));
  });
  const { path, shows } = pages.find(({ name }) => name === 'study')!;
  await page.goto(path);
  await page.getByText(shows).first().waitFor();
  await page.waitForTimeout(1000);
  const sizes = (await Promise.all(scripts)).map((body) => gzipSync(body).length);
  expect(sizes.length).toBeGreaterThan(5);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(200_000);
  await context.close();
});
