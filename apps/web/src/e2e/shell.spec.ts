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

test('the frame comes up without complaints of the console or of the policy, and is live', async () => {
  const { page, context, complaints } = await openTab(browser, stack.url);
  await page.goto('/');
  await page.getByRole('status', { name: 'Connection: live' }).waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});
