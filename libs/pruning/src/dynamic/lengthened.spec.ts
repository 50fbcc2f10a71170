import { lengthened } from './lengthened';

test('steps and the anchors of the schedule are multiplied', () => {
  const schedule = { name: 'step', at: [30_000, 70_000], factor: 0.1, warmup: 5000 } as const;
  expect(lengthened({ steps: 100_000, schedule: { ...schedule, at: [...schedule.at] } }, 5)).toEqual({
    steps: 500_000,
    schedule: { ...schedule, at: [150_000, 350_000], warmup: 25_000 },
  });
  expect(lengthened({ steps: 5, schedule: { name: 'constant', warmup: 0 } }, 0.5)).toEqual({
    steps: 3,
    schedule: { name: 'constant', warmup: 0 },
  });
});

test('once as long is as it was', () => {
  const training = { steps: 77, schedule: { name: 'cosine', final: 0.1, warmup: 7 } } as const;
  expect(lengthened(training, 1)).toEqual(training);
});
