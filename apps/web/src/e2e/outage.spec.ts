import type { Browser } from 'playwright-core';
import { openBrowser, openTab } from './testing/browser';
import { Stack } from './testing/stack';

let stack: Stack;
let browser: Browser;

beforeAll(async () => {
  [stack, browser] = await Promise.all([Stack.open(), openBrowser()]);
}, 180_000);
afterAll(async () => {
  await browser.close();
  await stack.close();
}, 60_000);

test('while the server is away the portal says so and keeps what it shows; afterwards it catches up by itself', async () => {
  const study = await stack.trained({}, [0]);
  const { page, complaints } = await openTab(browser, stack.url);
  await page.goto('/studies');
  await page.getByRole('link', { name: /Winning tickets/ }).waitFor();
  const sign = (words: string) => page.getByRole('status', { name: `Connection: ${words}` });
  await sign('live').waitFor();

  await stack.stopServer();
  await sign('offline').waitFor();
  await page.getByText('The server cannot be reached').waitFor();
  expect(await page.getByText(study, { exact: true }).count()).toBe(1);

  // A link does not take the reader to the browser's own page of a server that is away.
  await page.getByRole('link', { name: 'Workers' }).first().click();
  await page.getByText('this page stays until it is back').waitFor();
  expect(new URL(page.url()).pathname).toBe('/studies');

  await stack.startServer();
  await sign('live').waitFor();
  await page.getByText('The server cannot be reached').waitFor({ state: 'hidden' });
  // What happens from now on is seen without a reload.
  const { id } = await stack.api<{ id: string }>('/studies', {
    source: { from: 'preset', preset: 'lth', scale: 'smoke', seeds: [0], changes: { steps: 30 } },
  });
  await page.getByText(id, { exact: true }).waitFor();
  expect(complaints).toEqual([]);
}, 180_000);
