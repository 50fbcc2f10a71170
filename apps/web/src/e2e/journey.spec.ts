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

/** A badge: its sign, then its word. */
const badge = (page: Page, word: string) => page.getByText(new RegExp(`^\\W?${word}$`, 'u')).first();

const studyOf = (url: string) => /\/studies\/([^/?#]+)/.exec(url)![1]!;

test('a study is launched from the form, seen live, cancelled, resumed and seen to its end with its claims', async () => {
  const { page } = tab;
  await page.goto('/');
  await page.getByRole('link', { name: /^Run it: Winning tickets/ }).click();
  await page.waitForURL(/\/launch\?preset=lth/);
  await page.getByRole('radio', { name: /smoke/ }).check();
  await page.getByRole('textbox', { name: /^Seeds/ }).fill('0-1');
  // The form says what it would take before anything is launched.
  await page.getByRole('region', { name: 'What it takes' }).getByText('8', { exact: true }).waitFor();
  await page.getByRole('button', { name: /^Launch/ }).click();
  await page.waitForURL(/\/studies\/lth-smoke-/);
  const id = studyOf(page.url());

  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Cancel the study…' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Cancel/ })
    .click();
  await badge(page, 'cancelled').waitFor();

  await page.getByRole('button', { name: 'Resume' }).click();
  await badge(page, 'running').waitFor();
  // Points of the figure arrive by themselves.
  const marks = page.getByRole('application', { name: 'Figure' }).locator('[data-seed]');
  await marks.first().waitFor({ state: 'attached' });
  const early = await marks.count();
  await badge(page, 'done').waitFor({ timeout: 120_000 });
  expect(await marks.count()).toBeGreaterThan(early);
  const claims = page.getByRole('region', { name: 'Claims' });
  const { claims: judged } = await stack.api<{ claims: unknown[] }>(`/studies/${id}/page`);
  expect(judged.length).toBeGreaterThan(0);
  expect(await claims.getByText(/^\W?(holds|does not hold|not decided)$/u).count()).toBe(judged.length);

  // The address is the view.
  await page.getByRole('tab', { name: 'Trials' }).click();
  await page.waitForURL(/tab=trials/);
  await page.reload();
  await page.getByRole('tab', { name: 'Trials', selected: true }).waitFor();
  await page.goBack();
  await page.getByRole('tab', { name: 'Overview', selected: true }).waitFor();
  await page.goto('/studies/latest');
  await page.getByText(id, { exact: true }).first().waitFor();
}, 240_000);

interface LevelNow {
  readonly state: string;
  readonly step: number;
  readonly checkpointStep: number | null;
  readonly attempt: number;
}

test('points of a curve arrive while it is trained; a level that was cancelled goes on from its checkpoint', async () => {
  const { page } = tab;
  const { id } = await stack.api<{ id: string }>('/studies', {
    source: { from: 'recipe', recipe: stack.long, seeds: [0] },
  });
  const { items } = await stack.api<{ items: { id: string }[] }>(`/trials?study=${id}&limit=1`);
  const trial = items[0]!.id;
  const level = async () => (await stack.api<{ tree: LevelNow[] }>(`/trials/${trial}`)).tree[0]!;
  const points: number[] = [];
  page.on('response', (response) => {
    if (!/metrics\.(curves|bands)/.test(response.url())) return;
    void response.text().then((text) => points.push(text.length));
  });
  await page.goto(`/trials/${trial}`);
  await page
    .getByRole('figure', { name: /Validation loss/ })
    .first()
    .waitFor();
  // The steps of the level that is trained, as the page has them.
  const steps = async () => {
    const text = await page
      .getByRole('table', { name: 'Levels' })
      .getByText(/^[\d,]+ of /)
      .first()
      .innerText();
    return Number(/^[\d,]+/.exec(text)![0].replaceAll(',', ''));
  };
  const grows = async (from: number) => {
    while ((await steps()) <= from) await page.waitForTimeout(100);
    return steps();
  };
  const early = await grows(0);
  expect(await grows(early)).toBeGreaterThan(early);
  // Nobody asked for the curve but the events, and each answer has more of it.
  while (points.length < 3) await page.waitForTimeout(100);
  expect(Math.max(...points)).toBeGreaterThan(points[0]!);

  await page.goto(`/studies/${id}`);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Cancel the study…' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Cancel/ })
    .click();
  await badge(page, 'cancelled').waitFor();
  while ((await level()).state !== 'cancelled') await page.waitForTimeout(100);
  const { checkpointStep, attempt } = await level();
  expect(checkpointStep).toBeGreaterThan(0);

  await page.getByRole('button', { name: 'Resume' }).click();
  await badge(page, 'running').waitFor();
  while ((await level()).state !== 'running') await page.waitForTimeout(50);
  const resumed = await level();
  expect(resumed.attempt).toBeGreaterThan(attempt);
  expect(resumed.step).toBeGreaterThanOrEqual(checkpointStep!);
  await stack.api(`/studies/${id}/cancel`, {});
}, 180_000);

test('two studies are compared, a ticket is exported, and its badge says that it was verified', async () => {
  const { page } = tab;
  const [one, other] = [await stack.trained({}, [0]), await stack.trained({ steps: 30 }, [0])];
  await page.goto('/studies');
  for (const id of [one, other]) await page.getByRole('checkbox', { name: new RegExp(id) }).check();
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await page.waitForURL(/\/compare\?studies=/);
  await page.getByRole('tab', { name: /Configuration/ }).click();
  await page.getByText('steps', { exact: true }).first().waitFor();
  await page.getByRole('tab', { name: /Masks/ }).click();
  await page.getByRole('table').first().waitFor();

  const { items } = await stack.api<{ items: { level: string }[] }>(`/tickets?study=${one}&maxDensity=0.5&limit=1`);
  await page.goto(`/tickets/${items[0]!.level}`);
  await page.getByRole('tab', { name: 'Export' }).click();
  await page.getByRole('button', { name: 'Export to ONNX' }).click();
  await badge(page, 'verified').waitFor({ timeout: 60_000 });
  await page.getByRole('table', { name: 'Checks' }).getByText('parity').waitFor();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /^Download/ }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/\.onnx$/);
  expect((await file.createReadStream()).readable).toBe(true);
}, 240_000);
