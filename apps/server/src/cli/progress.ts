/** How far a long command is. */
export interface Progress {
  /** Call it as often as convenient; it draws a few times a second. */
  update(done: number, total: number, unit?: string): void;
  /** Clears the bar. */
  finish(): void;
}

export interface ProgressOptions {
  readonly stream: { readonly isTTY?: boolean; readonly columns?: number; write(text: string): unknown };
  readonly quiet: boolean;
  /** Milliseconds, for tests. */
  readonly now?: () => number;
}

const DRAW_EVERY = 100;
const WIDTH = 24;

/** A bar with rate and time left on a terminal; elsewhere, and with `quiet`, nothing. */
export function createProgress(
  label: string,
  { stream, quiet, now = () => performance.now() }: ProgressOptions,
): Progress {
  const terminal = stream.isTTY === true;
  if (quiet || !terminal) return { update: () => {}, finish: () => {} };
  const started = now();
  let first: number | undefined;
  let drawn = -Infinity;
  let shown = false;
  return {
    update(done, total, unit = '') {
      // What was there at the start is not part of the rate.
      first ??= done;
      const time = now();
      if (done < total && time - drawn < DRAW_EVERY) return;
      drawn = time;
      const line = describe(label, { done, total, unit, gained: done - first, seconds: (time - started) / 1000 });
      stream.write(`\r${line.slice(0, (stream.columns ?? 80) - 1)}\u001b[K`);
      shown = true;
    },
    finish() {
      if (shown) stream.write('\r\u001b[K');
    },
  };
}

interface State {
  readonly done: number;
  readonly total: number;
  readonly unit: string;
  readonly gained: number;
  readonly seconds: number;
}

function describe(label: string, { done, total, unit, gained, seconds }: State): string {
  const share = total > 0 ? Math.min(1, done / total) : 1;
  const filled = Math.round(share * WIDTH);
  const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
  const rate = seconds > 0 ? gained / seconds : 0;
  const left = rate > 0 ? `${duration((total - done) / rate)} left` : '';
  const amount = unit === 'bytes' ? `${bytes(done)} of ${bytes(total)}` : `${count(done)} of ${count(total)} ${unit}`;
  const speed = rate > 0 ? (unit === 'bytes' ? `${bytes(rate)}/s` : `${count(rate)}/s`) : '';
  return [label, bar, `${Math.floor(share * 100)} %`, amount.trim(), speed, left]
    .filter((part) => part !== '')
    .join('  ');
}

function count(value: number): string {
  return value >= 100 || Number.isInteger(value) ? Math.round(value).toLocaleString('en-US') : value.toPrecision(2);
}

/** `12.3 MB` */
export function bytes(value: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, value)) / 3)));
  return `${(value / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
}

/** `1:02:03`, `4:05` */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
