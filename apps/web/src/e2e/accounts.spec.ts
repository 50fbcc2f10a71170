import type { Browser, Page } from 'playwright-core';
import { violations } from './testing/axe';
import { openBrowser, openTab } from './testing/browser';
import { Stack, type Account } from './testing/stack';

const admin: Account = { email: 'ada@example.org', name: 'Ada', role: 'admin', password: 'four random words' };
const viewer: Account = { email: 'vic@example.org', name: 'Vic', role: 'viewer', password: 'five other random words' };
const editor: Account = { email: 'eve@example.org', name: 'Eve', role: 'editor', password: 'six more random words' };

let stack: Stack;
let browser: Browser;

beforeAll(async () => {
  [stack, browser] = await Promise.all([Stack.open({ accounts: [admin, editor, viewer] }), openBrowser()]);
}, 180_000);
afterAll(async () => {
  await browser.close();
  await stack.close();
}, 60_000);

async function signIn(page: Page, { email }: Account, password: string): Promise<void> {
  await page.getByRole('textbox', { name: 'E-mail address' }).fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test('who is not signed in is asked to, and comes back to where he wanted to go', async () => {
  const { page, context } = await openTab(browser, stack.url);
  await page.goto('/studies?states=done');
  await page.waitForURL(/\/sign-in\?next=/);
  await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
  expect(await violations(page)).toEqual([]);

  await signIn(page, admin, 'a wrong password');
  await page.getByRole('alert').waitFor();
  expect(page.url()).toContain('/sign-in');

  await signIn(page, admin, admin.password);
  await page.waitForURL('/studies?states=done');
  await page.getByRole('status', { name: 'Connection: live' }).waitFor();
  await context.close();
});

test('no address takes who signs in to another site', async () => {
  const { page, context } = await openTab(browser, stack.url);
  await page.goto('/sign-in?next=https://example.org/');
  await signIn(page, viewer, viewer.password);
  await page.getByRole('status', { name: 'Connection: live' }).waitFor();
  expect(new URL(page.url()).origin).toBe(stack.url);
  await context.close();
});

test('the sign-in is accessible in the dark too', async () => {
  const { page, context } = await openTab(browser, stack.url, { dark: true });
  await page.goto('/sign-in');
  await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
  expect(await violations(page)).toEqual([]);
  await context.close();
});

test('an editor launches and cancels what is his, and may neither keep people nor the server', async () => {
  const { page, context } = await openTab(browser, stack.url);
  await page.goto('/sign-in?next=/launch?preset=lth');
  await signIn(page, editor, editor.password);
  await page.getByRole('button', { name: `Account: ${editor.name}` }).waitFor();
  const asked = (path: string, method = 'GET', body?: object) =>
    page.evaluate(
      async ([to, how, json]) => {
        const headers = { 'content-type': 'application/json' };
        return (await fetch(to, { method: how, headers, ...(json !== undefined && { body: json }) })).status;
      },
      [`/api/v1${path}`, method, body && JSON.stringify(body)] as const,
    );
  expect(await asked('/studies')).toBe(200);
  expect(await asked('/users')).toBe(403);
  await page.goto('/people');
  await page.getByRole('button', { name: 'New token' }).waitFor();
  expect(await page.getByRole('button', { name: /New (user|account|person)/ }).count()).toBe(0);
  await context.close();
});

test('an editor’s buttons are not there for a viewer, an editor and an administrator have them', async () => {
  for (const [account, count] of [
    [viewer, 0],
    [editor, 1],
    [admin, 1],
  ] as const) {
    const { page, context, complaints } = await openTab(browser, stack.url);
    await page.goto('/sign-in?next=/studies');
    await signIn(page, account, account.password);
    await page.getByRole('button', { name: `Account: ${account.name}` }).waitFor();
    await page.getByText('There is no study yet').waitFor();
    expect(await page.getByRole('link', { name: 'Launch a study' }).count()).toBe(count);
    expect(complaints).toEqual([]);
    await context.close();
  }
});

test('a token is shown once, works, and is refused once it has been revoked', async () => {
  const { page, context } = await openTab(browser, stack.url);
  await page.goto('/sign-in?next=/people');
  await signIn(page, admin, admin.password);
  await page.getByRole('button', { name: 'New token' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('ci');
  await page.getByRole('button', { name: 'Make token' }).click();
  const token = (await page.getByLabel('The token ci', { exact: true }).innerText()).trim();
  const status = async () =>
    (await fetch(`${stack.url}/api/v1/studies`, { headers: { authorization: `Bearer ${token}` } })).status;
  expect(await status()).toBe(200);
  await page.reload();
  await page.getByRole('button', { name: /^Revoke/ }).click();
  expect(await page.getByText(token).count()).toBe(0);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Revoke/ })
    .click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  expect(await status()).toBe(401);
  await context.close();
});

test('signing out ends the session', async () => {
  const { page, context } = await openTab(browser, stack.url);
  await page.goto('/sign-in?next=/');
  await signIn(page, viewer, viewer.password);
  await page.getByRole('button', { name: 'Account: Vic' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.waitForURL(/\/sign-in/);
  await page.goto('/studies');
  await page.waitForURL(/\/sign-in\?next=/);
  await context.close();
});
