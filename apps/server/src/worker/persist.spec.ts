import { notLongAfter, TooLateError, within } from './ending';
import { persist, sleep } from './persist';

const passes = (error: unknown) => error instanceof RangeError;
const never = new AbortController().signal;

/** Work that fails so many times. */
function failing(times: number, error = new RangeError('away')) {
  let tries = 0;
  return () => ((tries += 1) <= times ? Promise.reject(error) : Promise.resolve(tries));
}

test('what passes is waited for, and each wait is told', async () => {
  const waits: number[] = [];
  const onWait = (_: unknown, milliseconds: number) => waits.push(milliseconds);
  expect(await persist(failing(3), { passes, signal: never, onWait })).toBe(4);
  expect(waits).toHaveLength(3);
  for (const [i, wait] of waits.entries()) expect(wait).toBeLessThanOrEqual(100 * 2 ** i);
});

test('what does not pass is thrown at once', async () => {
  const work = jest.fn(failing(3, new TypeError('wrong')));
  await expect(persist(work, { passes, signal: never })).rejects.toThrow(TypeError);
  expect(work).toHaveBeenCalledTimes(1);
});

test('after the signal nothing is tried again, and the last error is thrown', async () => {
  const work = jest.fn(failing(Infinity));
  const stop = new AbortController();
  const onWait = () => stop.abort();
  await expect(persist(work, { passes, signal: stop.signal, onWait })).rejects.toThrow('away');
  expect(work).toHaveBeenCalledTimes(1);
  // One attempt is made even when it has fired already.
  await expect(persist(failing(0), { passes, signal: stop.signal })).resolves.toBe(1);
});

test('work is given up so long after a signal, and not without it', async () => {
  const stop = new AbortController();
  const endless = new Promise<never>(() => {});
  const waiting = notLongAfter(stop.signal, 10, endless);
  stop.abort();
  await expect(waiting).rejects.toThrow(TooLateError);
  await expect(notLongAfter(stop.signal, 10, endless)).rejects.toThrow(TooLateError);
  expect(
    await notLongAfter(
      stop.signal,
      10_000,
      sleep(1, never).then(() => 'given'),
    ),
  ).toBe('given');
  await within(10, endless);
  await expect(within(10_000, Promise.reject(new Error('failed')))).rejects.toThrow('failed');
});
