import { sql } from 'drizzle-orm';
import { BlobMissingError } from '../artifacts/errors';
import { studiesRouter } from './studies';
import { openFixture, viewer, type Fixture } from './testing/fixture';
import { finishWithTicket, launchTiny, ticketOf } from './testing/launch';
import { addWorker, claim } from './testing/train';
import { router } from './trpc';

const app = router({ studies: studiesRouter });
let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());
beforeEach(() => fixture.clear());
afterEach(() => jest.restoreAllMocks());
afterEach(() => expect(fixture.failures).toEqual([]));

const spec = {
  ...{ id: 'first-layer', title: 'What tickets keep of each pixel' },
  columns: [{ label: 'all', level: 0 }],
  rows: [{ label: 'ticket', arm: 'ticket' }],
};
const picturesOf = (study: string) => fixture.as(app, viewer).studies.pictures({ study });

/** Trains on paper what is queued; the first pixel keeps so many of its 8 connections, the others none. */
async function train(count: number) {
  const worker = await addWorker(fixture);
  const data = new Uint8Array(784 * 8).fill(1, 0, count);
  for (;;) {
    const { rows } = await fixture.store.db.execute(sql`select 1 from levels where state = 'queued' limit 1`);
    if (rows.length === 0) return;
    const ticket = ticketOf({ 'dense_1/weights': { shape: [784, 8], data } });
    await finishWithTicket(fixture, await claim(fixture, worker), ticket);
  }
}

test('pictures come with the tickets of a study', async () => {
  const study = await launchTiny(fixture, { declare: { pictures: [spec] } });
  expect(await picturesOf(study)).toEqual({ items: [], unread: [] });
  await train(8);
  const pictures = [[[8, ...Array.from({ length: 783 }, () => 0)]]];
  const names = { rows: ['ticket'], columns: ['all'] };
  const data = { height: 28, width: 28, connections: 8, ...names, pictures, n: [1, 1] };
  expect(await picturesOf(study)).toEqual({ items: [{ spec, data }], unread: [] });
});

test('a picture whose ticket is lost is named with its level', async () => {
  const study = await launchTiny(fixture, { declare: { pictures: [spec] } });
  // Another ticket than above, whose masks are known.
  await train(5);
  jest.spyOn(fixture.artifacts, 'get').mockRejectedValue(new BlobMissingError('0'.repeat(64), 'file:///artifacts'));
  expect(await picturesOf(study)).toEqual({
    items: [],
    unread: [{ spec, level: expect.stringMatching(/-s0-l0$/) as string }],
  });
});

test('a study without them has none', async () => {
  const study = await launchTiny(fixture);
  await train(8);
  expect(await picturesOf(study)).toEqual({ items: [], unread: [] });
  await expect(picturesOf('gone-smoke-00000000')).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
