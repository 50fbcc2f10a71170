import { sql } from 'drizzle-orm';
import { contentOf } from './study-page';
import { studyReport } from './study-report';
import { openFixture, type Fixture } from './testing/fixture';
import { launchTiny } from './testing/launch';
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
  const [first, again] = await Promise.all([studyReport(fixture.store, study), studyReport(fixture.store, study)]);
  expect(again).toBe(first);
  expect(await studyReport(fixture.store, study)).toBe(first);
  await trainAll(fixture, worker);
  const last = await studyReport(fixture.store, study);
  expect(last['report.json']).not.toBe(first['report.json']);
  expect(await studyReport(fixture.store, study)).toBe(last);
});

test('what could not be reported is tried again', async () => {
  const study = await launchTiny(fixture);
  const asked = await Promise.allSettled([studyReport(fixture.store, study), studyReport(fixture.store, study)]);
  expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await trainAll(fixture, await addWorker(fixture));
  expect(Object.keys(await studyReport(fixture.store, study))).toContain('report.md');
  await expect(studyReport(fixture.store, 'nothing')).rejects.toThrow(/no such study/);
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
  const report = studyReport(fixture.store, study).finally(() => (ended = true));
  setImmediate(next);
  await report;
  clock.mockRestore();
  // A table, a claim, the figure, the files.
  expect(turns).toBeGreaterThanOrEqual(4);
});
