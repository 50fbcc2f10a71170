import { randomBytes } from 'node:crypto';
import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { storeUpload } from '../api/artifacts';
import { editor, openFixture, type Fixture } from '../api/testing/fixture';
import { launchTiny } from '../api/testing/launch';
import { addWorker, claim, trainAll } from '../api/testing/train';
import type { ArtifactStore } from '../artifacts/store';
import { change } from '../ledger/change';
import { saveCheckpoint } from '../ledger/checkpoint';
import { markOf } from './database-mark';
import { sweepBlobs } from './sweep-blobs';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());
beforeEach(async () => {
  for (const { sha256 } of await blobs()) await fixture.artifacts.remove(sha256);
  await fixture.clear();
});

const HOUR = 3_600_000;
const db = () => fixture.store.db;

/** Lets a blob be as if it had been put so many hours ago. */
function age(sha256: string, hours: number): void {
  const moment = new Date(Date.now() - hours * HOUR);
  const path = join(fileURLToPath(fixture.artifacts.url), sha256.slice(0, 2), sha256.slice(2));
  utimesSync(path, moment, moment);
}

async function blobs() {
  const all = [];
  for await (const blob of fixture.artifacts.list()) all.push(blob);
  return all;
}
/** All but the mark of the database. */
const digests = async () => {
  const mark = await markOf(db());
  return (await blobs()).map(({ sha256 }) => sha256).filter((sha256) => sha256 !== mark.sha256);
};
const upload = (content: Uint8Array) =>
  storeUpload(fixture, editor, { content, name: 'a.bin', mediaType: 'application/octet-stream' });

test('bytes that nobody names go a day after they were put, and no others', async () => {
  const kind = fc.record({ named: fc.constantFrom('artifact', 'checkpoint', 'nothing'), old: fc.boolean() });
  await launchTiny(fixture, { seeds: [0, 1, 2] });
  const worker = await addWorker(fixture);
  await fc.assert(
    fc.asyncProperty(fc.array(kind, { maxLength: 12 }), fc.integer({ min: 1, max: 5 }), async (given, batch) => {
      for (const sha256 of await digests()) await fixture.artifacts.remove(sha256);
      await db().execute(sql`delete from artifacts`);
      const { rows: levels } = await db().execute<{ no: number }>(
        sql`update levels set checkpoint_sha256 = null returning no`,
      );
      const expected: string[] = [];
      let bytes = 0;
      for (const [i, { named, old }] of given.entries()) {
        const content = randomBytes(50 + i);
        const { sha256 } = named === 'artifact' ? await upload(content) : await fixture.artifacts.put(content);
        if (named === 'checkpoint') {
          await db().execute(sql`update levels set checkpoint_sha256 = ${sha256} where no = ${levels[i]!.no}`);
        }
        age(sha256, old ? 24.1 : 23.9);
        if (named === 'nothing' && old) bytes += content.length;
        else expected.push(sha256);
      }
      expect(await sweepBlobs(db(), fixture.artifacts, { batch })).toEqual({
        blobs: given.length - expected.length,
        bytes,
      });
      expect(await digests()).toEqual(expected.sort());
    }),
    { numRuns: 20 },
  );
  expect(worker).toBeDefined();
});

test('of a finished study nothing goes, nor the checkpoint of what is training', async () => {
  await launchTiny(fixture);
  const worker = await addWorker(fixture);
  await trainAll(fixture, worker);
  await launchTiny(fixture, { change: { steps: 30 } });
  const held = await claim(fixture, worker);
  const checkpoint = await fixture.artifacts.put(randomBytes(1000));
  await change(db(), (current) => saveCheckpoint(current, held.hold, { sha256: checkpoint.sha256, step: 10 }));
  const before = await digests();
  for (const sha256 of before) age(sha256, 1000);
  expect(await sweepBlobs(db(), fixture.artifacts)).toEqual({ blobs: 0, bytes: 0 });
  expect(await digests()).toEqual(before);
});

test('bytes that are put again while they are swept, to be named a moment later, stay', async () => {
  for (let round = 0; round < 40; round++) {
    const content = randomBytes(64);
    const { sha256 } = await fixture.artifacts.put(content);
    age(sha256, 48);
    const [stored] = await Promise.all([upload(content), sweepBlobs(db(), fixture.artifacts)]);
    expect(stored.sha256).toBe(sha256);
    expect(Buffer.from(await fixture.artifacts.get(sha256)).equals(content)).toBe(true);
    await fixture.artifacts.remove(sha256);
  }
});

test('bytes that are put between the look at the names and the removal stay', async () => {
  const content = randomBytes(64);
  const { sha256 } = await fixture.artifacts.put(content);
  age(sha256, 48);
  const slow: ArtifactStore = Object.create(fixture.artifacts, {
    list: { value: () => fixture.artifacts.list() },
    put: { value: (bytes: Uint8Array) => fixture.artifacts.put(bytes) },
    get: { value: (digest: string) => fixture.artifacts.get(digest) },
    removeOlder: {
      value: async (digest: string, before: Date) => {
        // Its row is not committed yet.
        await fixture.artifacts.put(content);
        return fixture.artifacts.removeOlder(digest, before);
      },
    },
  }) as ArtifactStore;
  expect(await sweepBlobs(db(), slow)).toEqual({ blobs: 0, bytes: 0 });
  expect((await upload(content)).sha256).toBe(sha256);
  expect(await digests()).toEqual([sha256]);
});

test('a database that finds another’s artifacts sweeps nothing', async () => {
  const lost = await fixture.artifacts.put(randomBytes(10));
  age(lost.sha256, 48);
  expect(await sweepBlobs(db(), fixture.artifacts)).toEqual({ blobs: 1, bytes: 10 });
  const theirs = await fixture.artifacts.put(randomBytes(10));
  age(theirs.sha256, 48);
  // A fresh database, given an old folder by mistake.
  await db().execute(sql`delete from settings`);
  await expect(sweepBlobs(db(), fixture.artifacts)).rejects.toThrow(/another database/);
  expect(await fixture.artifacts.stat(theirs.sha256)).toBeDefined();
  const marks = (await blobs()).filter(({ sha256 }) => sha256 !== theirs.sha256);
  expect(marks).toHaveLength(1);
  // Told that the other one is gone for good.
  await fixture.artifacts.remove(marks[0]!.sha256);
  expect(await sweepBlobs(db(), fixture.artifacts)).toEqual({ blobs: 1, bytes: 10 });
  // The mark is nobody's artifact and stays.
  const [mark] = await blobs();
  age(mark!.sha256, 1000);
  expect(await sweepBlobs(db(), fixture.artifacts)).toEqual({ blobs: 0, bytes: 0 });
  expect(await blobs()).toHaveLength(1);
});

test('a blob as long as a mark that is none is a blob', async () => {
  const size = (await markOf(db())).bytes.length;
  const { sha256 } = await fixture.artifacts.put(randomBytes(size));
  await fixture.artifacts.put(Buffer.from('x'.repeat(size)));
  age(sha256, 48);
  expect(await sweepBlobs(db(), fixture.artifacts)).toEqual({ blobs: 1, bytes: size });
});
