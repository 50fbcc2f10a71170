import type { Browser, Page } from 'playwright-core';
import { openBrowser, openTab, type Tab } from './testing/browser';
import { Stack } from './testing/stack';

let stack: Stack;
let browser: Browser;
let tab: Tab;

beforeAll(async () => {
  [stack, browser] = await Promise.all([Stack.open(), openBrowser()]);
}, 180_000);
beforeEach(async () => {
  tab = await openTab(browser, stack.url);
});
afterEach(async () => {
  expect(tab.complaints).toEqual([]);
  await tab.context.close();
});
afterAll(async () => {
  await browser.close();
  await stack.close();
}, 60_000);

const polygon = (page: Page) => page.getByRole('application', { name: 'Decision polygon' });
const slice = (page: Page) => page.getByRole('application', { name: 'Exact slice' });
const lit = (page: Page, picture: typeof polygon) => picture(page).locator('.lit');

test('the networks of a study are gone through, and what is pointed at lights its dual', async () => {
  const { page } = tab;
  const study = await stack.trained({}, [0, 1], 'smoke', 'tropical');
  // A slice so wide that every ray of the boundary is in it.
  await page.goto(`/geometry?study=${study}&half=30`);
  await polygon(page).locator('svg').waitFor();
  const newest = await slice(page).innerHTML();

  await page.getByRole('slider', { name: 'Round' }).focus();
  await page.keyboard.press('Home');
  await page.waitForURL(/level=0/);
  await page.getByText(/round 0 of 2/).waitFor();
  await page.waitForFunction(
    (before) => document.querySelector('[aria-label="Exact slice"]')?.innerHTML !== before,
    newest,
  );
  await polygon(page).locator('svg').waitFor();
  const dense = [await polygon(page).innerHTML(), await slice(page).innerHTML()];
  await page.keyboard.press(']');
  await page.waitForURL(/level=1/);
  // Both pictures are of that round before one points at them.
  await page.waitForFunction(
    (before) =>
      ['Decision polygon', 'Exact slice'].every(
        (name, i) => document.querySelector(`[aria-label="${name}"]`)?.innerHTML !== before[i],
      ),
    dense,
  );

  // By pointer: a vertex lights its region, a region its vertex.
  await page.getByText(/Point at a vertex or an edge/).waitFor();
  await polygon(page).locator('.vertex[data-vertex="0"]').hover({ force: true });
  await page.getByText(/^Vertex 0 of/).waitFor();
  expect(await lit(page, polygon).count()).toBeGreaterThan(0);
  expect(await lit(page, slice).count()).toBeGreaterThan(0);
  await slice(page).locator('.region[data-vertex]').first().hover({ force: true });
  await page.getByText(/^Vertex \d+ of/).waitFor();
  expect(await lit(page, polygon).count()).toBe(1);

  // By keys: vertices, then edges; a bridge lights its piece of the decision boundary.
  await page.mouse.move(0, 0);
  await polygon(page).focus();
  await page.keyboard.press('ArrowRight');
  await page.getByText(/^Vertex 0 of/).waitFor();
  await page.keyboard.press('ArrowDown');
  const told = page.getByText(/^Edge \d+ of/);
  await told.waitFor();
  const bridges = await polygon(page)
    .locator('path.bridge[data-edge]')
    .evaluateAll((paths) => paths.map((path) => Number(path.getAttribute('data-edge'))));
  expect(bridges.length).toBeGreaterThan(0);
  for (let step = 0; step < bridges[0]!; step++) await page.keyboard.press('ArrowRight');
  await page.getByText(/bridge between class/).waitFor();
  expect(await slice(page).locator('.boundary.lit').count()).toBeGreaterThan(0);
  await page.keyboard.press('Escape');
  expect(await lit(page, polygon).count()).toBe(0);

  // Another start, from the grid; with biases; the address is the view.
  await page.getByRole('button', { name: /^Kaiming, round 2/ }).click();
  await page.waitForURL(/arm=kaiming/);
  await page.getByRole('radio', { name: 'With biases' }).check({ force: true });
  await page.getByRole('application', { name: 'Dual subdivision' }).waitFor();
  await page.reload();
  await page.getByRole('application', { name: 'Dual subdivision' }).waitFor();
  await page.getByText(/Kaiming, round 2 of 2/).waitFor();

  // What stands far down loads when one comes near it.
  await page.getByRole('region', { name: 'Rounds', exact: true }).scrollIntoViewIfNeeded();
  const chart = page.getByRole('region', { name: 'Over the rounds' });
  await chart.scrollIntoViewIfNeeded();
  await chart.getByText('dense against dense').waitFor();
  await page.getByRole('button', { name: 'Show in space' }).click();
  await page
    .getByRole('img', { name: /^2 zonotopes with \d+ vertices/ })
    .or(page.getByText(/This browser shows no space/))
    .first()
    .waitFor();
}, 240_000);

test('points are drawn, trained on, and the boundary changes from round to round', async () => {
  const { page } = tab;
  await page.goto('/geometry?tab=draw&steps=150&rounds=3');
  const pad = page.getByRole('application', { name: 'Points of the plane' });
  const box = (await pad.boundingBox())!;
  const click = (x: number, y: number) => page.mouse.click(box.x + x * box.width, box.y + y * box.height);
  const train = page.getByRole('button', { name: 'Train' });
  expect(await train.isDisabled()).toBe(true);
  for (let i = 0; i < 6; i++) await click(0.15 + 0.1 * i, 0.25);
  await page.getByRole('radio', { name: 'Class 1' }).check({ force: true });
  for (let i = 0; i < 6; i++) await click(0.2 + 0.1 * i, 0.7);
  // The same with keys: two to the right, up.
  await pad.focus();
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown', '1', 'Enter']) await page.keyboard.press(key);
  await page.getByText('13 points: 6 of class 0, 7 of class 1.').waitFor();
  await page.keyboard.press('Backspace');
  await page.getByText('12 points: 6 of class 0, 6 of class 1.').waitFor();
  await page.waitForURL(/points=[\w-]{60}(&|$)/);

  await train.click();
  await page.waitForURL(/study=recipe-/);
  const boundary = pad.locator('path.boundary');
  await boundary.waitFor({ state: 'attached' });
  await page.getByText('Under the points: round 3.').waitFor({ timeout: 90_000 });
  // However fast the rounds came: each has a boundary of its own.
  const newest = await boundary.getAttribute('d');
  await page.keyboard.press('[');
  await page.getByText('Under the points: round 2.').waitFor();
  await page.waitForFunction((before) => document.querySelector('path.boundary')?.getAttribute('d') !== before, newest);
  await page.keyboard.press(']');
  await page.getByText('Under the points: round 3.').waitFor();
  await slice(page).locator('.boundary').first().waitFor({ state: 'attached' });

  // A sent link shows the same: points and network.
  await page.reload();
  await page.getByText('12 points: 6 of class 0, 6 of class 1.').waitFor();
  await pad.locator('path.boundary').waitFor({ state: 'attached' });
  await page.getByRole('link', { name: /-s0-l3$/ }).click();
  await page.waitForURL(/\/tickets\//);
  await page.getByRole('main').getByRole('link', { name: 'Geometry' }).click();
  await page.waitForURL(/\/geometry\?study=recipe-/);
  await polygon(page).waitFor();
}, 240_000);
