import { RevisionCache } from './revision-cache';

const weigh = (value: string) => value.length;

test('a value is made once a revision, however many wait for it', async () => {
  const cache = new RevisionCache<string>(100);
  let made = 0;
  const get = (revision: number) =>
    cache.get('a', revision, () => Promise.resolve(`r${revision}, made ${++made}`), weigh);
  expect(await Promise.all([get(1), get(1), get(1)])).toEqual(['r1, made 1', 'r1, made 1', 'r1, made 1']);
  expect(await get(2)).toBe('r2, made 2');
  // Who looked at the revision a moment ago gets what is newer.
  expect(await get(1)).toBe('r2, made 2');
  expect(cache.size).toBe(1);
});

test('what fails is made again', async () => {
  const cache = new RevisionCache<string>(100);
  await expect(cache.get('a', 1, () => Promise.reject(new Error('broken')), weigh)).rejects.toThrow('broken');
  expect(await cache.get('a', 1, () => Promise.resolve('whole'), weigh)).toBe('whole');
});

test('what was used least lately goes when the values weigh too much', async () => {
  const cache = new RevisionCache<string>(10);
  let made: string[] = [];
  const get = (id: string, length = 4) =>
    cache.get(id, 1, () => (made.push(id), Promise.resolve(id.repeat(length))), weigh);
  for (const id of ['a', 'b', 'a', 'c']) await get(id);
  made = [];
  for (const id of ['a', 'c', 'b']) await get(id);
  expect(made).toEqual(['b']);
  await get('d', 11);
  expect(cache.size).toBe(0);
});
