import { queueRows } from './queue-rows';
import { worker } from './testing/worker';

test('the CPU has a row always, other devices when there is something to say', () => {
  expect(queueRows([], [])).toEqual([{ device: 'cpu', queued: 0, running: 0, workers: 0, slots: 0, stuck: false }]);
  const rows = queueRows([worker(), worker({ slots: 4 })], [{ device: 'gpu', queued: 3, running: 0 }]);
  expect(rows).toEqual([
    { device: 'cpu', queued: 0, running: 0, workers: 2, slots: 6, stuck: false },
    { device: 'gpu', queued: 3, running: 0, workers: 0, slots: 0, stuck: true },
  ]);
});

test('who stops, has stopped or is lost takes nothing any more', () => {
  const gone = (['stopping', 'stopped', 'lost'] as const).map((state) => worker({ state }));
  expect(queueRows(gone, [{ device: 'cpu', queued: 1, running: 2 }])).toEqual([
    { device: 'cpu', queued: 1, running: 2, workers: 0, slots: 0, stuck: true },
  ]);
});
