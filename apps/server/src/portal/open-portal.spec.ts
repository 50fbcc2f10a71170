import { join } from 'node:path';
import { InputError } from '@tombola/shared';
import { openPortal } from './open-portal';
import { removeSamples, sample, writeSample } from './testing/sample';

afterAll(removeSamples);

test('the portal beside the program is served, and one that is named before it', async () => {
  const beside = writeSample();
  const named = writeSample({ 'index.html': '<p>mine</p>' });
  const hidden = 2;
  expect(await openPortal(undefined, beside)).toMatchObject({ files: Object.keys(sample).length - hidden });
  expect(await openPortal(named, beside)).toMatchObject({ files: 1, size: 11 });
});

test('off is off, and what has not been built is not served', async () => {
  const folder = writeSample({ 'half.html': '' });
  expect(await openPortal('off', writeSample())).toBe('off');
  expect(await openPortal(undefined, undefined)).toBe('off');
  expect(await openPortal(undefined, folder)).toBe('unbuilt');
  expect(await openPortal(undefined, join(folder, 'none'))).toBe('unbuilt');
});

test('a folder that is named and holds no portal is an error', async () => {
  const folder = writeSample({ 'half.html': '' });
  for (const named of [folder, join(folder, 'none'), join(folder, 'half.html')]) {
    const refused = openPortal(named, writeSample());
    await expect(refused).rejects.toThrow(InputError);
    await expect(refused).rejects.toMatchObject({
      problem: { value: named, mend: expect.stringContaining('--portal') as string },
    });
  }
});
