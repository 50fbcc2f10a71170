import { tensor } from '@tombola/engine';
import { ownNetwork } from '../structured/testing/networks';
import { randomState } from '../structured/testing/random-state';
import { EMPTY_QUEUE } from './mask-queue';
import { observeNetwork, type ObserveOptions } from './observe';

const { network } = ownNetwork([
  { op: 'conv', channels: 4, kernel: 1 },
  { op: 'batch-norm', name: 'first' },
  { op: 'conv', channels: 6, kernel: 1 },
  { op: 'batch-norm', name: 'second' },
  { op: 'global-average-pool' },
  { op: 'dense', units: 'classes' },
]);
const options: ObserveOptions = { share: 0.3, channels: 'threshold', rule: 'newest', length: 5, epsilon: 0.1 };
const stateWith = (scales: readonly number[]) => ({
  ...randomState(network, 1),
  'first/scale': tensor(scales.slice(0, 4)),
  'second/scale': tensor(scales.slice(4)),
});
const trained = stateWith([0.9, -0.1, 0.5, 0.3, 0.7, 0.2, -0.8, 0.4, 0.6, 1.0]);

test('the mask is that of network slimming, over the whole network', () => {
  expect(observeNetwork(EMPTY_QUEUE, network, trained, options).queue.masks).toEqual(['1010101011']);
  const counted = observeNetwork(EMPTY_QUEUE, network, trained, { ...options, channels: 'count' });
  expect(counted.queue.masks).toEqual(['1010101111']);
});

test.each(['threshold', 'count'] as const)(
  'equal scales make no mask by the rule %s, and never a ticket',
  (channels) => {
    const start = stateWith(new Array<number>(10).fill(0.5));
    let queue = EMPTY_QUEUE;
    for (let look = 0; look < 9; look++) {
      const next = observeNetwork(queue, network, start, { ...options, channels });
      expect(next).toEqual({ queue: EMPTY_QUEUE, drawn: false });
      queue = next.queue;
    }
    const later = [1, 2, 3, 4, 5].map(() => {
      const next = observeNetwork(queue, network, trained, { ...options, channels });
      queue = next.queue;
      return next.drawn;
    });
    expect(later).toEqual([false, false, false, false, true]);
  },
);
