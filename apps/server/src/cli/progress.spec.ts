import { bytes, createProgress, duration } from './progress';

/** A stream that keeps what is written, and a clock to turn by hand. */
function watched(isTTY: boolean, options: { quiet?: boolean } = {}) {
  const written: string[] = [];
  const clock = { ms: 0 };
  const stream = { isTTY, columns: 120, write: (text: string) => written.push(text) };
  const { quiet = false } = options;
  return { written, clock, progress: createProgress('mnist', { stream, quiet, now: () => clock.ms }) };
}

test('on a terminal the bar shows share, amount, rate and time left', () => {
  const { written, clock, progress } = watched(true);
  progress.update(0, 1000, 'images');
  clock.ms = 1000;
  progress.update(250, 1000, 'images');
  expect(written.at(-1)).toBe('\rmnist  ██████░░░░░░░░░░░░░░░░░░  25 %  250 of 1,000 images  250/s  0:03 left\u001b[K');
  progress.finish();
  expect(written.at(-1)).toBe('\r\u001b[K');
});

test('what was there at the start is not part of the rate', () => {
  const { written, clock, progress } = watched(true);
  progress.update(5e6, 10e6, 'bytes');
  clock.ms = 2000;
  progress.update(6e6, 10e6, 'bytes');
  expect(written.at(-1)).toContain('6.0 MB of 10.0 MB  500.0 kB/s  0:08 left');
});

test('a terminal is drawn on a few times a second, and at the end', () => {
  const { written, clock, progress } = watched(true);
  for (let i = 1; i <= 1000; i++) {
    clock.ms = i;
    progress.update(i, 1000);
  }
  expect(written.length).toBeLessThanOrEqual(12);
  expect(written.at(-1)).toContain('100 %');
});

test.each([
  { isTTY: false, quiet: false },
  { isTTY: false, quiet: true },
  { isTTY: true, quiet: true },
])('nothing is written with %j', ({ isTTY, ...options }) => {
  const { written, clock, progress } = watched(isTTY, options);
  clock.ms = 60_000;
  progress.update(100, 100);
  progress.finish();
  expect(written).toEqual([]);
});

test('amounts and times are short', () => {
  expect([0, 999, 1000, 12_345_678, 81e9].map(bytes)).toEqual(['0 B', '999 B', '1.0 kB', '12.3 MB', '81.0 GB']);
  expect([0, 59.6, 245, 3723].map(duration)).toEqual(['0:00', '1:00', '4:05', '1:02:03']);
});
