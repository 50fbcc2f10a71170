import fc from 'fast-check';
import { EMPTY_QUEUE, enqueueMask, type MaskQueue, type QueueOptions } from './mask-queue';

const code: QueueOptions = { rule: 'newest', length: 5, epsilon: 0.1 };
const paper: QueueOptions = { ...code, rule: 'consecutive' };

/** A mask of 100 channels that drops the first so many. */
const dropping = (count: number) => Uint8Array.from({ length: 100 }, (_, i) => (i < count ? 0 : 1));

/** The evaluations, counted from 1, at which the ticket is drawn. */
function draws(masks: readonly Uint8Array[], options: QueueOptions): number[] {
  let queue: MaskQueue = EMPTY_QUEUE;
  return masks.flatMap((mask, i) => {
    const next = enqueueMask(queue, mask, options);
    queue = next.queue;
    return next.drawn ? [i + 1] : [];
  });
}

const constantly = (count: number, times: number) => Array.from({ length: times }, () => dropping(count));

test('masks that never change are drawn at the 5th by the code’s rule, at the 6th by the paper’s', () => {
  expect(draws(constantly(30, 7), code)).toEqual([5, 6, 7]);
  expect(draws(constantly(30, 7), paper)).toEqual([6, 7]);
});

test('one mask at distance 0.11 delays the draw until it leaves the queue', () => {
  const masks = [...constantly(30, 2), dropping(41), ...constantly(30, 6)];
  expect(draws(masks, code)).toEqual([8, 9]);
  // Two distances of 0.11 are in the paper's queue: to it and back from it.
  expect(draws(masks, paper)).toEqual([9]);
});

test('a distance of epsilon itself is close enough for the code and not for the paper', () => {
  const masks = [dropping(30), dropping(40), ...constantly(30, 5)];
  expect(draws(masks, code)).toEqual([5, 6, 7]);
  expect(draws(masks, paper)).toEqual([]);
});

test('an epsilon of 0 draws equal masks by the code’s rule and never by the paper’s', () => {
  expect(draws(constantly(30, 7), { ...code, epsilon: 0 })).toEqual([5, 6, 7]);
  expect(draws(constantly(30, 7), { ...paper, epsilon: 0 })).toEqual([]);
});

test('masks that drift slowly look alike one after the other, and not from the ends of a queue', () => {
  const masks = Array.from({ length: 8 }, (_, i) => dropping(30 + 4 * i));
  expect(draws(masks, paper)).toEqual([6, 7, 8]);
  expect(draws(masks, code)).toEqual([]);
});

test('no ticket is drawn before the 5th mask, whatever the masks are', () => {
  const masks = fc.array(fc.nat(100), { maxLength: 8 }).map((counts) => counts.map(dropping));
  fc.assert(
    fc.property(masks, fc.constantFrom(code, paper), fc.double({ min: 0, max: 2, noNaN: true }), (list, rule, eps) => {
      draws(list, { ...rule, epsilon: eps }).forEach((at) => expect(at).toBeGreaterThanOrEqual(5));
    }),
  );
});

test('a queue that went through a checkpoint draws at the same time', () => {
  const masks = fc.array(fc.nat(60), { minLength: 6, maxLength: 12 }).map((counts) => counts.map(dropping));
  fc.assert(
    fc.property(masks, fc.constantFrom(code, paper), (list, options) => {
      let queue = EMPTY_QUEUE;
      const resumed = list.flatMap((mask, i) => {
        const next = enqueueMask(JSON.parse(JSON.stringify(queue)) as MaskQueue, mask, { ...options, epsilon: 0.3 });
        queue = next.queue;
        return next.drawn ? [i + 1] : [];
      });
      expect(resumed).toEqual(draws(list, { ...options, epsilon: 0.3 }));
    }),
  );
});

test('queues of less than two, and masks of another network, are refused', () => {
  expect(() => enqueueMask(EMPTY_QUEUE, dropping(1), { ...code, length: 1 })).toThrow(/no queue of masks/);
  const { queue } = enqueueMask(EMPTY_QUEUE, dropping(1), code);
  expect(() => enqueueMask(queue, dropping(1).subarray(1), code)).toThrow(/different networks/);
});
