import { isRecord, methodSchema, type Study } from '@tombola/shared';
import type { Browser, Locator, Page } from 'playwright-core';
import type { RouterOutputs } from '../api/types';
import { formatPercent } from '../lib/format';
import { differenceUnit, formatDifference } from '../study/claims/format-claim';
import { openBrowser, openTab, type Tab } from './testing/browser';
import { Stack } from './testing/stack';

type Out = RouterOutputs;

let stack: Stack;
let browser: Browser;
let tab: Tab;

beforeAll(async () => {
  [stack, browser] = await Promise.all([Stack.open({ slots: 2 }), openBrowser()]);
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

const verdicts = ['holds', 'does not hold', 'not decided'] as const;

/** A badge of a verdict: its sign, then its words. */
const badges = (place: Page | Locator, verdict: string) => place.getByText(new RegExp(`^\\W?${verdict}$`, 'u'));

const galleryOf = (page: Page) => page.getByRole('region', { name: 'Studies of the literature' });

const cardOf = (page: Page, title: string) =>
  galleryOf(page)
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: title, exact: true }) });

test('the gallery shows every study with its claims, and of those that we ran the figure and the verdicts', async () => {
  const { page } = tab;
  const { items: presets } = await stack.api<Out['presets']['list']>('/presets');
  const { items } = await stack.api<Out['presets']['gallery']>('/preset-gallery');
  expect(items.map(({ id }) => id)).toEqual(presets.map(({ id }) => id));
  const recorded = items.filter((item) => item.recorded !== null);
  expect(recorded.length).toBeGreaterThan(0);
  await page.goto('/');
  await cardOf(page, presets.at(-1)!.title).waitFor();
  const titles = galleryOf(page).getByRole('heading', { level: 3 });
  expect(await titles.allInnerTexts()).toEqual(presets.map(({ title }) => title));
  for (const { title, claims } of items) {
    const shown = cardOf(page, title).getByRole('list', { name: `Claims of ${title}` });
    const { claims: declared } = presets.find((preset) => preset.title === title)!.declaration as unknown as Study;
    expect(claims.map(({ sentence }) => sentence)).toEqual(declared.map(({ sentence }) => sentence));
    const sentences = await shown.getByRole('listitem').locator('> :first-child').allInnerTexts();
    expect(sentences).toEqual(declared.map(({ sentence }) => sentence));
    for (const verdict of verdicts) {
      const found = claims.filter((claim) => claim.recorded?.verdict === verdict).length;
      expect([title, verdict, await badges(shown, verdict).count()]).toEqual([title, verdict, found]);
    }
  }
  const parts = galleryOf(page).getByRole('listitem');
  const heights = () => parts.evaluateAll((all) => all.map((part) => part.clientHeight));
  const before = await heights();
  for (const { title } of recorded) {
    const figure = cardOf(page, title).locator('svg.tombola-figure');
    // Those far down are drawn when one comes near them, and nothing moves then.
    await cardOf(page, title).scrollIntoViewIfNeeded();
    await figure.waitFor();
    expect(await figure.locator('.line').count()).toBeGreaterThan(0);
  }
  expect(await heights()).toEqual(before);
}, 120_000);

test('the launch form offers every study and every method', async () => {
  const { page } = tab;
  const { items } = await stack.api<Out['presets']['list']>('/presets');
  await page.goto('/launch');
  const studies = page.getByRole('group', { name: 'Study', exact: true });
  for (const { title } of items) await studies.getByRole('radio', { name: title, exact: true }).waitFor();
  expect(await studies.getByRole('radio').count()).toBe(items.length);
  const choice = page.getByLabel('Pruning method', { exact: true }).locator('option');
  const offered = await choice.evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
  const methods = methodSchema.options.map(({ shape }) => shape.name.value);
  expect(offered.filter((name) => name !== '').sort()).toEqual([...methods].sort());
});

/** What the form says of a member of the recipe before anybody types: it stands pale in the control. */
const saidBy = (page: Page, label: string) =>
  page
    .getByRole('region', { name: 'Recipe of every arm' })
    .getByLabel(label, { exact: true })
    .getAttribute('placeholder');

/** What an arm says of its method, as the form prints it. */
const printed = (values: object, path = 'method'): string[] =>
  Object.entries(values).flatMap(([key, value]: [string, unknown]) => {
    const member = `${path}.${key}`;
    if (isRecord(value)) return printed(value, member);
    return [`${member}=${typeof value === 'string' ? value : JSON.stringify(value)}`];
  });

/** What stands far down is loaded when one comes near it: goes down until it is there. */
async function comeTo(page: Page, region: Locator): Promise<Locator> {
  while ((await region.count()) === 0) {
    await page.evaluate(() => window.scrollBy(0, window.innerHeight / 2));
    await page.waitForTimeout(100);
  }
  await region.scrollIntoViewIfNeeded();
  return region;
}

/** Launches a study at its smallest from its card, the paper's protocol seen, and waits for its end. @returns its id */
async function launchFromCard(page: Page, { id, title, declaration }: Out['presets']['list']['items'][number]) {
  const { recipe, arms } = declaration as unknown as Study;
  await page.goto('/');
  await page.getByRole('link', { name: `Run it: ${title}` }).click();
  await page.waitForURL(`**/launch?preset=${id}`);
  await page.getByRole('radio', { name: /^paper/ }).check();
  const { batch, steps, optimizer } = recipe as { batch: number; steps: number; optimizer: Record<string, number> };
  const said = {
    Batch: batch,
    Steps: steps,
    'Learning rate': optimizer['learningRate'],
    Momentum: optimizer['momentum'],
    'Weight decay': optimizer['weightDecay'],
  };
  for (const [label, value] of Object.entries(said))
    expect([label, await saidBy(page, label)]).toEqual([label, `${value}`]);
  const listed = page.getByRole('region', { name: `Arms (${arms.length})` });
  for (const arm of arms) {
    const own = listed
      .getByRole('listitem')
      .filter({ has: page.getByText(arm.id, { exact: true }) })
      .first();
    const { method } = arm.recipe as { method: Record<string, unknown> };
    const changes = await own.locator('summary code').allInnerTexts();
    expect(changes).toEqual(expect.arrayContaining(printed(method)));
  }
  await page.getByRole('radio', { name: /^smoke/ }).check();
  await page.getByRole('button', { name: /^Launch/ }).click();
  await page.waitForURL(new RegExp(`/studies/${id}-smoke-`));
  await page
    .getByText(/^\W?done$/u)
    .first()
    .waitFor({ timeout: 180_000 });
  return /\/studies\/([^/?#]+)/.exec(page.url())![1]!;
}

/** The page of a study that has ended shows what the API says of it. */
async function seeVerdicts(page: Page, { study, claims, aggregates }: Out['studies']['page']) {
  const region = page.getByRole('region', { name: 'Claims' });
  expect(await region.getByRole('heading', { level: 3 }).allInnerTexts()).toEqual(claims.map((each) => each.sentence));
  for (const { sentence, verdict, n, effect, unit, reason } of claims) {
    const card = region
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { name: sentence, exact: true }) });
    expect(await badges(card, verdict).count()).toBe(1);
    const text = await card.innerText();
    expect(text).toContain(reason);
    if (n > 0) expect(text).toContain(`${formatDifference(effect!, unit)}${differenceUnit(unit)}`);
    if (n > 0) expect(text).toMatch(new RegExp(`\\bn\\s+${n}\\b`));
  }
  expect(claims.some(({ n }) => n > 0)).toBe(true);

  const { tables, figure } = study.declaration as unknown as Study;
  const drawn = aggregates.filter(
    ({ arm, metric, levels }) =>
      metric === figure.y!.metric && levels.length > 0 && figure.arms.some((each) => each.arm === arm),
  );
  const marks = page.getByRole('application', { name: 'Figure' }).locator('[data-arm]');
  const arms = await marks.evaluateAll((all) => [...new Set(all.map((mark) => mark.getAttribute('data-arm')))]);
  for (const { arm } of drawn) expect(arms).toContain(arm);

  const text = await (await comeTo(page, page.getByRole('region', { name: 'Tables' }))).innerText();
  const percents = tables.filter(({ unit }) => unit === 'percent').map(({ metric }) => metric);
  const means = aggregates
    .filter(({ metric }) => percents.includes(metric))
    .flatMap(({ levels }) => levels.map(({ summary }) => formatPercent(summary.mean)));
  expect(means.length).toBeGreaterThan(0);
  for (const mean of means) expect(text).toContain(mean);
}

for (const preset of ['snip', 'early-bird']) {
  test(`${preset} is launched from its card with the paper's protocol before one's eyes, and ends with its verdicts`, async () => {
    const { page } = tab;
    const { items } = await stack.api<Out['presets']['list']>('/presets');
    const id = await launchFromCard(
      page,
      items.find((each) => each.id === preset)!,
    );
    await seeVerdicts(page, await stack.api<Out['studies']['page']>(`/studies/${id}/page`));

    const { items: matrices } = await stack.api<Out['studies']['matrices']>(`/studies/${id}/matrices`);
    const { matrices: declared = [] } = items.find((each) => each.id === preset)!.declaration as unknown as Study;
    expect(matrices.map(({ spec }) => spec)).toEqual(declared);
    const { files } = await stack.api<Out['studies']['report']>(`/studies/${id}/report`);
    for (const { spec, data } of matrices) {
      const region = await comeTo(page, page.getByRole('region', { name: 'Heat maps' }));
      const map = region.getByRole('img', { name: spec.title });
      await map.waitFor();
      const cells = data.rows.flatMap((row, i) =>
        data.columns.flatMap((column, j) => (data.values[i]![j] === null ? [] : [`${row}, ${column}`])),
      );
      const told = await map.locator('.cell > title').allTextContents();
      expect(told.map((text) => text.replace(/: .*/, ''))).toEqual(cells);
      expect(files[`${spec.id}.svg`]).toMatch(/^<svg/);
    }
    const { items: pictures } = await stack.api<Out['studies']['pictures']>(`/studies/${id}/pictures`);
    const { pictures: wanted = [] } = items.find((each) => each.id === preset)!.declaration as unknown as Study;
    expect(pictures.map(({ spec }) => spec)).toEqual(wanted);
    for (const { spec, data } of pictures) {
      const region = await comeTo(page, page.getByRole('region', { name: 'Pictures' }));
      const shown = region.getByRole('img', { name: spec.title });
      await shown.waitFor();
      expect(await shown.locator('g > title').count()).toBe(data.pictures.flat().filter(Boolean).length);
      expect(files[`${spec.id}.svg`]).toMatch(/^<svg/);
    }
    // The card of the gallery leads to it.
    await page.goto('/');
    await cardOf(page, items.find((each) => each.id === preset)!.title)
      .getByRole('link', { name: id })
      .waitFor();
  }, 240_000);
}
