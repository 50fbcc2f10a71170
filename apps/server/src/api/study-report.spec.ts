import { createHash } from 'node:crypto';
import { DamagedError } from '@tombola/shared';
import { planStudy, readStudy } from '@tombola/studies';
import { sql } from 'drizzle-orm';
import { BlobDamagedError, BlobMissingError, StorageError } from '../artifacts/errors';
import type { ArtifactStore } from '../artifacts/store';
import { contentOf } from './study-page';
import { readStudyPictures } from './study-pictures';
import { studyReport } from './study-report';
import { openFixture, type Fixture } from './testing/fixture';
import { finishWithTicket, launchTiny, ticketOf } from './testing/launch';
import { tinyStudy } from './testing/tiny-study';
import { addWorker, claim, finish, trainAll } from './testing/train';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());
beforeEach(() => fixture.clear());

test('whoever asks at a time shares one report, and later ones have it until the study changes', async () => {
  const study = await launchTiny(fixture, { seeds: [0, 1, 2] });
  const worker = await addWorker(fixture);
  await finish(fixture, await claim(fixture, worker));
  const [first, again] = await Promise.all([studyReport(fixture, study), studyReport(fixture, study)]);
  expect(again).toBe(first);
  expect(await studyReport(fixture, study)).toBe(first);
  await trainAll(fixture, worker);
  const last = await studyReport(fixture, study);
  expect(last['report.json']).not.toBe(first['report.json']);
  expect(await studyReport(fixture, study)).toBe(last);
});

test('what could not be reported is tried again', async () => {
  const study = await launchTiny(fixture);
  const asked = await Promise.allSettled([studyReport(fixture, study), studyReport(fixture, study)]);
  expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await trainAll(fixture, await addWorker(fixture));
  expect(Object.keys(await studyReport(fixture, study))).toContain('report.md');
  await expect(studyReport(fixture, 'nothing')).rejects.toThrow(/no such study/);
});

test('others have their turn while a page and a report are made', async () => {
  const study = await launchTiny(fixture, { seeds: [0, 1, 2] });
  await trainAll(fixture, await addWorker(fixture));
  const { rows } = await fixture.store.db.execute<{ revision: number }>(
    sql`select revision from studies where id = ${study}`,
  );
  // Everything that is read is here: what is left is to compute.
  await contentOf(fixture.store, { id: study, revision: rows[0]!.revision });
  // By this clock every step is a long one.
  let time = 0;
  const clock = jest.spyOn(performance, 'now').mockImplementation(() => (time += 1000));
  let [turns, ended] = [0, false];
  const next = () => {
    turns++;
    if (!ended) setImmediate(next);
  };
  const report = studyReport(fixture, study).finally(() => (ended = true));
  setImmediate(next);
  await report;
  clock.mockRestore();
  // A table, a claim, the figure, the files.
  expect(turns).toBeGreaterThanOrEqual(4);
});

/** A study with pictures of the level that prunes and of the one before it, all tickets of both seeds stored. */
async function trainWithPictures() {
  const pictures = [
    {
      ...{ id: 'first-layer', title: 'What tickets keep of each pixel' },
      columns: [{ label: '50 %', level: 1 }],
      rows: [{ label: 'ticket', arm: 'ticket' }],
    },
    {
      ...{ id: 'whole-layer', title: 'The whole network' },
      columns: [{ label: '100 %', level: 0 }],
      rows: [{ label: 'ticket', arm: 'ticket' }],
    },
  ];
  const study = await launchTiny(fixture, { seeds: [0, 1], declare: { pictures } });
  const worker = await addWorker(fixture);
  for (;;) {
    const { rows } = await fixture.store.db.execute(sql`select 1 from levels where state = 'queued' limit 1`);
    if (rows.length === 0) break;
    const held = await claim(fixture, worker);
    await finishWithTicket(fixture, held, ticketOfFirst(held.level === 0 ? 8 : held.seed + 1));
  }
  const plan = planStudy(readStudy({ ...tinyStudy, pictures }), { scale: 'smoke', seeds: [0, 1] });
  return { study, plan, pictures };
}

/** The first pixel keeps so many connections of 8; all others keep none. */
function ticketOfFirst(count: number) {
  const data = new Uint8Array(784 * 8).fill(1, 0, count);
  return ticketOf({ 'dense_1/weights': { shape: [784, 8], data } });
}

test('pictures of first layers are made of the tickets that the server stores', async () => {
  const { study, plan, pictures } = await trainWithPictures();
  const { placed } = await contentOf(fixture.store, { id: study, revision: 0 });
  const {
    pictures: [made],
    unread,
  } = await readStudyPictures(fixture, plan, placed);
  expect(unread).toEqual([]);
  expect(made).toMatchObject({ spec: pictures[0], data: { height: 28, width: 28, connections: 8, n: [2, 2] } });
  expect(made!.data.pictures).toEqual([[[1.5, ...Array.from({ length: 783 }, () => 0)]]]);

  const files = await studyReport(fixture, study);
  expect(files['first-layer.svg']).toMatch(/^<svg/);
  expect(files['report.md']).toContain('(first-layer.svg)');
});

test('a ticket that cannot be read costs a report its picture only, and the report says so', async () => {
  const { study } = await trainWithPictures();
  const lost = createHash('sha256').update(ticketOfFirst(1)).digest('hex');
  /** The services with one ticket, that of level 1, whose reading fails so. */
  const failing = (error: Error) => {
    const get = (sha256: string) => (sha256 === lost ? Promise.reject(error) : fixture.artifacts.get(sha256));
    return { store: fixture.store, artifacts: { get } as ArtifactStore };
  };
  const problem = { what: 'the disk failed', expected: 'a disk that works' };
  for (const error of [
    new BlobMissingError(lost, 'file:///artifacts'),
    new BlobDamagedError(lost, 'other bytes', 'file:///artifacts'),
    new StorageError(problem),
    new DamagedError(problem),
  ]) {
    const files = await studyReport(failing(error), study);
    expect(files['report.md']).toMatch(
      /No picture "What tickets keep of each pixel": the ticket of \w+-s0-l1 cannot be read\./,
    );
    expect(Object.keys(files)).not.toContain('first-layer.svg');
    expect(files['report.md']).not.toContain('(first-layer.svg)');
    expect(files['report.md']).toContain('(whole-layer.svg)');
    expect(files['whole-layer.svg']).toMatch(/^<svg/);
  }
  await expect(studyReport(failing(new TypeError('a mistake of ours')), study)).rejects.toThrow(TypeError);

  // Once it can be read again, the report of the same revision has the picture.
  const whole = await studyReport(fixture, study);
  expect(whole['report.md']).toContain('(first-layer.svg)');
  expect(whole['report.md']).not.toContain('No picture');
  expect(await studyReport(fixture, study)).toBe(whole);
});
