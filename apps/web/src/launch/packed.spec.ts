import fc from 'fast-check';
import { pack, unpack } from './packed';

test('a packed text is unpacked as what it was, and stands in an address as it is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
      const packed = await pack(text);
      expect(packed).toMatch(/^[\w-]*$/);
      expect(await unpack(packed)).toBe(text);
    }),
    { numRuns: 50 },
  );
});

test('a declaration is much shorter packed', async () => {
  const text = JSON.stringify({
    arms: Array.from({ length: 30 }, (_, id) => ({ id, recipe: { method: { name: 'imp' } } })),
  });
  expect((await pack(text)).length).toBeLessThan(text.length / 4);
});

test('what no packed text is unpacks to nothing', async () => {
  expect(await unpack('not packed!')).toBeUndefined();
  expect(await unpack('AAAA')).toBeUndefined();
});
