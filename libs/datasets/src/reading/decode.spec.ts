import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError, randomStream } from '@tombola/shared';
import sharp from 'sharp';
import { plain } from '../testing/image-files';
import { decodeImage } from './decode';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tombola-decode-'));
});
afterAll(() => rm(root, { recursive: true }));

async function decode(file: Buffer | Uint8Array, size: number, seed?: number): Promise<Uint8Array> {
  const path = join(root, 'image');
  await writeFile(path, file);
  const target = new Uint8Array(3 * size * size + 2).fill(77);
  await decodeImage(path, size, seed === undefined ? undefined : randomStream(seed, 'x'), target, 1);
  expect([target[0], target.at(-1)]).toEqual([77, 77]);
  return target.subarray(1, -1);
}

/** Bytes of a plane, all of which are equal. */
function onlyValue(plane: Uint8Array): number {
  expect(new Set(plane).size).toBe(1);
  return plane[0]!;
}

const planes = (image: Uint8Array) =>
  [0, 1, 2].map((c) => image.subarray((c * image.length) / 3, ((c + 1) * image.length) / 3));

test.each([
  ['PNG', plain(9, 20, [200, 100, 50]).png()],
  ['WebP', plain(60, 20, [200, 100, 50]).webp({ lossless: true })],
  ['JPEG', plain(64, 64, [200, 100, 50]).jpeg({ quality: 100, chromaSubsampling: '4:4:4' })],
  ['a palette', plain(32, 32, [200, 100, 50]).png({ palette: true })],
  ['alpha', plain(32, 32, [200, 100, 50]).ensureAlpha(0.5).png()],
  ['16 bits', plain(32, 32, [200, 100, 50]).toColourspace('rgb16').png()],
])('%s comes as planes of red, green and blue', async (_, image) => {
  for (const seed of [undefined, 3]) {
    const values = planes(await decode(await image.toBuffer(), 16, seed)).map(onlyValue);
    values.forEach((value, i) => expect(Math.abs(value - [200, 100, 50][i]!)).toBeLessThanOrEqual(2));
  }
});

test.each([
  ['grey', plain(32, 32, [90, 90, 90]).toColourspace('b-w').png()],
  ['grey JPEG', plain(32, 32, [90, 90, 90]).toColourspace('b-w').jpeg({ quality: 100 })],
  ['grey with alpha', plain(32, 32, [90, 90, 90]).toColourspace('b-w').ensureAlpha(0.3).png()],
])('%s fills all three planes', async (_, image) => {
  const values = planes(await decode(await image.toBuffer(), 16)).map(onlyValue);
  // Pixels are multiplied with alpha, resized and divided again: some rounding.
  for (const value of values) expect(Math.abs(value - 90)).toBeLessThanOrEqual(4);
});

/** 64 columns and 32 rows; red grows with the column, green with the row. */
async function ramp(): Promise<Buffer> {
  const data = Buffer.from(Array.from({ length: 32 * 64 }, (_, k) => [4 * (k % 64), 8 * Math.floor(k / 64), 0]).flat());
  return sharp(data, { raw: { width: 64, height: 32, channels: 3 } })
    .png()
    .toBuffer();
}

test('for evaluation the centre of the resized image comes', async () => {
  // To 28 pixels the shorter side is resized to 32, which it has: nothing is resized, 2 rows and 18 columns go on each side.
  const [red, green] = planes(await decode(await ramp(), 28)) as [Uint8Array, Uint8Array];
  expect([red[0], red[27], green[0], green[27 * 28]]).toEqual([4 * 18, 4 * 45, 8 * 2, 8 * 29]);
});

test('for training another part comes with every stream, mirrored or not, and the same with the same', async () => {
  const file = await ramp();
  const [first, again, other] = [await decode(file, 16, 1), await decode(file, 16, 1), await decode(file, 16, 2)];
  expect(again).toEqual(first);
  expect(other).not.toEqual(first);
  const directions = new Set<number>();
  for (let seed = 0; seed < 20; seed++) {
    const [red] = planes(await decode(file, 16, seed)) as [Uint8Array];
    directions.add(Math.sign(red[15]! - red[0]!));
  }
  expect([...directions].sort()).toEqual([-1, 1]);
});

test('a damaged file, and one that is no image, are refused by name', async () => {
  const noise = Buffer.from(Array.from({ length: 64 * 64 * 3 }, (_, i) => (i * 7919) % 251));
  const whole = await sharp(noise, { raw: { width: 64, height: 64, channels: 3 } })
    .jpeg()
    .toBuffer();
  for (const bytes of [whole.subarray(0, whole.length / 2), Buffer.from('no image'), Buffer.alloc(0)]) {
    const failure = await decode(bytes, 16).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(InputError);
    expect((failure as Error).message).toMatch(/^.*image cannot be decoded .*expected a whole JPEG, PNG or WebP image/);
  }
});
