import { spawnSync } from 'node:child_process';
import { linkSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { randomStream } from '@tombola/shared';
import { buildPrograms } from '../testing/programs';

const programs = buildPrograms();
const root = mkdtempSync(join(tmpdir(), 'tombola-memory-'));
afterAll(() => {
  programs.remove();
  rmSync(root, { recursive: true });
});

/** 3,000 files, which have 30 images: their names are many, their contents are decoded each time. */
async function writeMany(): Promise<void> {
  const stream = randomStream(0, 'noise');
  for (let i = 0; i < 30; i++) {
    const noise = Uint8Array.from({ length: 60 * 60 * 3 }, () => stream.integer(256));
    const image = sharp(noise, { raw: { width: 60, height: 60, channels: 3 } }).resize(256, 256);
    const first = join(root, `${i}.jpg`);
    writeFileSync(first, await image.jpeg().toBuffer());
    const folder = join(root, 'images', `class-${i}`);
    mkdirSync(folder, { recursive: true });
    for (let k = 0; k < 100; k++) linkSync(first, join(folder, `${k}.jpg`));
  }
}

test('an epoch over a folder takes a bounded memory, far less than its images', async () => {
  await writeMany();
  const program = programs.build(`
    import { readImageFolder } from './image-folder';
    import { allIndices, batches, inOrder, readInThread } from '.';
    async function main() {
      const { set } = await readImageFolder(process.argv[2]!, 224);
      const augmentation = { name: 'crop-flip', seed: 0, stream: 'order' } as const;
      const training = await readInThread(set, process.argv[3]!, augmentation);
      const source = batches(training, allIndices(set), { batch: 32 });
      let sum = 0;
      for (let k = 0; k < 94; k++) sum += source.next().images[0]!;
      await training.close();
      const evaluation = await readInThread(set, process.argv[3]!);
      for (const { images } of inOrder(evaluation, allIndices(set), 50)) sum += images[0]!;
      await evaluation.close();
      console.log(JSON.stringify({ count: set.count, sum, megabytes: process.resourceUsage().maxRSS / 1024 }));
    }
    void main();`);
  const { stdout, stderr, status } = spawnSync(process.execPath, [program, join(root, 'images'), programs.thread], {
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([0, '']);
  const { count, megabytes } = JSON.parse(stdout) as { count: number; megabytes: number };
  console.log(stdout);
  expect(count).toBe(3000);
  // The images of one pass are 450 MB; what is asked for ahead is at most 128 MB.
  expect(megabytes).toBeLessThan(500);
}, 300_000);
