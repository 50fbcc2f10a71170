import fc from 'fast-check';
import { pino } from 'pino';
import { sleep } from './persist';
import { Supply } from './supply';

const logger = pino({ level: 'silent' });
const never = new AbortController().signal;

/** A queue that answers as scripted: work, nothing, or an error. */
function scripted(script: readonly ('work' | 'nothing' | 'error')[]) {
  const answers = [...script];
  let [given, busy] = [0, 0];
  const claim = async () => {
    expect(++busy).toBe(1);
    await sleep(0, never);
    busy -= 1;
    const answer = answers.shift() ?? 'nothing';
    if (answer === 'error') throw new Error('away');
    return answer === 'work' ? given++ : undefined;
  };
  const alone = () => {
    expect(busy).toBe(0);
    return Promise.resolve();
  };
  return { claim, alone };
}

test('every slot gets work of its own, one claim at a time', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 10 }), async (slots, works) => {
      const stop = new AbortController();
      const queue = scripted(Array.from({ length: works }, () => 'work' as const));
      const supply = new Supply({ claim: queue.claim, signal: stop.signal, logger });
      const got: number[] = [];
      const slot = async () => {
        for (let work = await supply.take(); work !== undefined; work = await supply.take()) {
          got.push(work);
          await supply.alone(queue.alone);
          if (got.length === works) stop.abort();
        }
      };
      await Promise.all(Array.from({ length: slots }, slot));
      expect(got.sort((a, b) => a - b)).toEqual(Array.from({ length: works }, (_, i) => i));
    }),
    { numRuns: 30 },
  );
});

test('an empty queue and a database that is away are waited for', async () => {
  const queue = scripted(['nothing', 'error', 'work']);
  const supply = new Supply({ claim: queue.claim, signal: never, logger });
  expect(await supply.take()).toBe(0);
});

test('at the end whoever waits gets nothing', async () => {
  const stop = new AbortController();
  const supply = new Supply({ claim: scripted([]).claim, signal: stop.signal, logger });
  const waiting = [supply.take(), supply.take()];
  stop.abort();
  expect(await Promise.all(waiting)).toEqual([undefined, undefined]);
  expect(await supply.take()).toBeUndefined();
});
