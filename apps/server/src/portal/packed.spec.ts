import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { acceptedPacking, Packed } from './packed';

test.each([
  [undefined, undefined],
  ['', undefined],
  ['gzip, deflate', 'gzip'],
  ['gzip, deflate, br, zstd', 'br'],
  ['br;q=0, GZIP;q=0.5', 'gzip'],
  ['*', 'br'],
  ['*;q=0', undefined],
  ['identity', undefined],
  ['br;q=nonsense', undefined],
])('Accept-Encoding %p lets %p be chosen', (header, packing) => {
  expect(acceptedPacking(header)).toBe(packing);
});

test('content is packed once for each packing, and comes out as it was', async () => {
  const content = Buffer.from('lottery '.repeat(1000));
  const packed = new Packed(content, 'text/css; charset=utf-8');
  expect(packed.packable).toBe(true);
  const [brotli, gzip] = [await packed.as('br'), await packed.as('gzip')];
  expect(brotliDecompressSync(brotli)).toEqual(content);
  expect(gunzipSync(gzip)).toEqual(content);
  expect(await packed.as('br')).toBe(brotli);
});

test('short content and what is packed already are left alone', () => {
  expect(new Packed(Buffer.from('a'), 'text/css; charset=utf-8').packable).toBe(false);
  expect(new Packed(Buffer.alloc(5000), 'font/woff2').packable).toBe(false);
});
