import { encodeSafetensors } from '@tombola/shared';
import { WeightCounts } from './ticket-weights';
import { ticketOf } from './testing/launch';

const files = { ticket: 'ticket', final: 'final', origin: 'ticket' };
const ticket = ticketOf({ w: { shape: [2], data: Uint8Array.of(1, 1) } });
const final = encodeSafetensors({ tensors: { w: { shape: [2], data: Float32Array.of(1, -1) } }, metadata: {} });

test('whoever asks at a time shares one reading, and later ones none', async () => {
  const read: string[] = [];
  const counts = new WeightCounts({
    get: (sha256) => {
      read.push(sha256);
      return Promise.resolve(sha256 === 'final' ? final : ticket);
    },
  });
  const answers = await Promise.all([counts.get(files, 2), counts.get(files, 2)]);
  expect(answers[0]).toBe(answers[1]);
  expect(answers[0]).toMatchObject([{ parameter: 'w', edges: [-1, 0, 1], final: { counts: [1, 1] } }]);
  await counts.get(files, 2);
  expect(read).toEqual(['ticket', 'final']);
  await counts.get(files, 4);
  expect(read).toHaveLength(4);
});

test('levels are read one after the other, and what failed is read again', async () => {
  let [reading, most, calls] = [0, 0, 0];
  const counts = new WeightCounts({
    get: async (sha256) => {
      most = Math.max(most, ++reading);
      await new Promise((resolve) => setImmediate(resolve));
      reading--;
      if (++calls === 1) throw new Error('away');
      return sha256 === 'final' ? final : ticket;
    },
  });
  const [first, ...others] = await Promise.allSettled([2, 3, 4].map((bins) => counts.get(files, bins)));
  expect([first!.status, ...others.map(({ status }) => status), most]).toEqual([
    'rejected',
    'fulfilled',
    'fulfilled',
    1,
  ]);
  await expect(counts.get(files, 2)).resolves.toHaveLength(1);
});
