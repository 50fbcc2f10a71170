import { eventStreamSchema, InputError } from '@tombola/shared';
import { z } from 'zod';
import { openFixture, viewer, type Fixture } from './testing/fixture';
import { reading, router } from './trpc';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

const removed = new InputError({ what: 'events after this one have been removed', expected: 'an id from 7' });
const app = router({
  follow: reading.input(z.string()).subscription(async function* ({ input }) {
    yield await Promise.resolve(1);
    if (input !== 'well') throw input === 'ours' ? new Error('nobody expected this') : removed;
    yield 2;
  }),
});

async function read(input: string): Promise<unknown[]> {
  const seen: unknown[] = [];
  const stream = (await fixture.as(app, viewer).follow(input)) as AsyncIterable<unknown>;
  try {
    for await (const value of stream) seen.push(value);
  } catch (error) {
    seen.push(error);
  }
  return seen;
}

test('what a stream refuses is the caller’s mistake, not the server’s', async () => {
  expect(await read('well')).toEqual([1, 2]);
  expect(await read('theirs')).toEqual([1, expect.objectContaining({ code: 'BAD_REQUEST', cause: removed })]);
  expect(fixture.failures).toEqual([]);
});

test('what breaks a stream and nobody expected is noted', async () => {
  expect(await read('ours')).toEqual([1, expect.objectContaining({ code: 'INTERNAL_SERVER_ERROR' })]);
  expect(fixture.failures).toHaveLength(1);
});

test.each(['x', '-1', '1.5', '1e3', '9'.repeat(16)])('%s is no id of an event', (lastEventId) => {
  expect(eventStreamSchema.safeParse({ lastEventId }).success).toBe(false);
  expect(eventStreamSchema.safeParse({ lastEventId: '12' }).success).toBe(true);
});
