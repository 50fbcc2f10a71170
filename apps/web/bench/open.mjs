import chromiumOf from '../../../tools/chromium.cjs';
import { chromium } from 'playwright-core';

/**
 * How long pages take to open and how smoothly they scroll, in a real browser against a running server:
 *
 *     node apps/web/bench/open.mjs http://127.0.0.1:4466 /studies 'Studies' [repeats]
 *
 * Prints JSON: milliseconds from the navigation until a text is on the screen and the page answers to a click, in a new
 * profile each time (nothing in the cache), with least, median and greatest; and of scrolling through the whole page the
 * frames a second and the longest frame.
 */
const [url, path = '/', text, repeats = '7'] = process.argv.slice(2);
if (url === undefined || text === undefined) {
  console.error('Usage: node apps/web/bench/open.mjs URL PATH TEXT [REPEATS]');
  process.exit(2);
}
const browser = await chromium.launch({
  executablePath: chromiumOf.findChromium(),
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'],
});
const times = [];
let scrolling;
// The first warms the browser up, and does not count.
for (let i = 0; i <= Number(repeats); i++) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto(url + path, { waitUntil: 'commit' });
  await page.getByText(text).first().waitFor();
  // A frame and a task after it: what was on its way has been done.
  const opened = await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(performance.now())))),
  );
  if (i > 0) times.push(Math.round(opened));
  if (i === Number(repeats)) scrolling = await scroll(page);
  await context.close();
}
await browser.close();
times.sort((a, b) => a - b);
const median = times[Math.floor(times.length / 2)];
console.log(
  JSON.stringify({ path, opened: { n: times.length, least: times[0], median, greatest: times.at(-1) }, scrolling }),
);

/** Scrolls by 120 pixels a frame until the page ends, for ten seconds at most. */
function scroll(page) {
  return page.evaluate(async () => {
    const frames = [];
    let last = performance.now();
    const until = last + 10_000;
    let before = -1;
    while (performance.now() < until) {
      window.scrollBy(0, 120);
      const now = await new Promise((resolve) => requestAnimationFrame(resolve));
      frames.push(now - last);
      last = now;
      if (window.scrollY === before && frames.length > 30) break;
      before = window.scrollY;
    }
    const total = frames.reduce((sum, each) => sum + each, 0);
    const sorted = [...frames].sort((a, b) => a - b);
    return {
      pixels: Math.round(window.scrollY),
      frames: frames.length,
      framesPerSecond: Math.round((1000 * frames.length) / total),
      p95: Math.round(sorted[Math.floor(frames.length * 0.95)]),
      longest: Math.round(sorted.at(-1)),
    };
  });
}
