import { findChromium } from '../../../../../tools/chromium.cjs';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

/** A browser without a window; nothing of it asks anybody for anything but what a page does. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    throw new Error(
      'No Chromium was found. Install one (Debian: `apt-get install chromium`), or name it in TOMBOLA_CHROMIUM.',
    );
  }
  return chromium.launch({
    executablePath,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
      ...['--disable-component-update', '--disable-sync'],
    ],
  });
}

export interface Tab {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the console complained of: errors of scripts, what the content security policy refused. */
  readonly complaints: string[];
}

export interface TabOptions {
  readonly dark?: boolean;
  readonly width?: number;
  readonly height?: number;
}

/** A window of its own: no cookies of others. */
export async function openTab(browser: Browser, url: string, options: TabOptions = {}): Promise<Tab> {
  const { dark = false, width = 1280, height = 900 } = options;
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    acceptDownloads: true,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // A server that is away or refuses on purpose is no fault of the page.
    if (message.type() !== 'error' || /Failed to load resource|net::ERR_/.test(message.text())) return;
    complaints.push(message.text());
  });
  return { page, context, complaints };
}
