import type { Browser } from 'playwright-core';
import { openBrowser, openTab, type Tab } from './testing/browser';
import { Stack } from './testing/stack';

let stack: Stack;
let browser: Browser;
let tab: Tab;
let studies: string[];

beforeAll(async () => {
  [stack, browser] = await Promise.all([Stack.open(), openBrowser()]);
  studies = [await stack.trained({}, [0]), await stack.trained({ steps: 30 }, [0])];
}, 300_000);
beforeEach(async () => {
  tab = await openTab(browser, stack.url);
});
afterEach(() => tab.context.close());
afterAll(async () => {
  await browser.close();
  await stack.close();
}, 60_000);

test('g and a letter goes to a place, from wherever one is', async () => {
  const { page } = tab;
  await page.goto('/');
  await page.getByRole('status', { name: 'Connection: live' }).waitFor();
  for (const [keys, path, heading] of [
    ['gs', '/studies', 'Studies'],
    ['gw', '/workers', 'Workers'],
    ['gh', '/', 'Home'],
  ] as const) {
    for (const key of keys) await page.keyboard.press(key);
    await page.waitForURL(path);
    await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
  }
});

test('? tells the keys of the page, and Escape closes it', async () => {
  const { page } = tab;
  await page.goto('/studies');
  await page
    .getByRole('link', { name: /Winning tickets/ })
    .first()
    .waitFor();
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keys' });
  await help.getByText('next row').waitFor();
  await help.getByText('go to Studies').waitFor();
  await page.keyboard.press('Escape');
  await help.waitFor({ state: 'hidden' });
});

test('j and k move through the list, o opens a row', async () => {
  const { page } = tab;
  await page.goto('/studies');
  const rows = page.getByRole('table', { name: 'Studies' }).locator('tbody tr');
  await rows.nth(1).waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await page.keyboard.press('o');
  await page.waitForURL(`/studies/${studies[1]!}`);
});

test('x chooses rows, and c compares them', async () => {
  const { page } = tab;
  await page.goto('/studies');
  await page.getByRole('table', { name: 'Studies' }).locator('tbody tr').nth(1).waitFor();
  for (const key of ['j', 'x', 'j', 'x', 'c']) await page.keyboard.press(key);
  await page.waitForURL(/\/compare\?studies=/);
  for (const study of studies) expect(page.url()).toContain(study);
});

test('/ goes to the search of a list, and elsewhere to the palette, which opens a study by a part of its id', async () => {
  const { page } = tab;
  await page.goto('/studies');
  await page.getByRole('table', { name: 'Studies' }).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('nothing is called so');
  await page.getByText('No study fits').waitFor();
  expect(page.url()).toContain('search=');

  await page.goto('/workers');
  await page.getByRole('status', { name: 'Connection: live' }).waitFor();
  await page.keyboard.press('/');
  await page.getByRole('combobox', { name: 'Go to' }).waitFor();
  await page.keyboard.type(studies[0]!.slice(-6));
  await page.getByRole('option', { name: new RegExp(studies[0]!) }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(`/studies/${studies[0]!}`);
});

test('a view that was saved is a tab of its page, also after a reload', async () => {
  const { page } = tab;
  await page.goto('/studies?states=done&sort=name');
  await page.getByRole('button', { name: 'Save this view' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Finished ones');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.goto('/studies');
  await page.getByRole('button', { name: 'Finished ones', exact: true }).click();
  await page.waitForURL(/states=done/);
  expect(tab.complaints).toEqual([]);
});
