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

test('a value without a weight goes to who waits for it, and is made again for the next', async () => {
  const cache = new RevisionCache<string>(100);
  const weighSome = (value: string) => (value === 'a part' ? undefined : value.length);
  const part = () => cache.get('a', 1, () => Promise.resolve('a part'), weighSome);
  expect(await Promise.all([part(), part()])).toEqual(['a part', 'a part']);
  expect(cache.size).toBe(0);
  expect(await cache.get('a', 1, () => Promise.resolve('whole'), weighSome)).toBe('whole');
  expect(cache.size).toBe(1);
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

describe('a first value, whose revision is known when it has been read', () => {
  interface Seen {
    readonly revision: number;
    readonly text: string;
  }
  const weighSeen = ({ text }: Seen) => text.length;
  const revisionOf = ({ revision }: Seen) => revision;
  const open = () => {
    const cache = new RevisionCache<Seen>(100);
    let made = 0;
    return {
      cache,
      first: (value: Promise<Seen>) => cache.first('a', value, revisionOf, weighSeen),
      get: (revision: number) =>
        cache.get('a', revision, () => Promise.resolve({ revision, text: `made ${++made}` }), weighSeen),
    };
  };

  test('answers who asks meanwhile', async () => {
    const { cache, first, get } = open();
    expect(cache.has('a')).toBe(false);
    const value = first(Promise.resolve({ revision: 5, text: 'first' }));
    expect(cache.has('a')).toBe(true);
    expect(await Promise.all([value, get(5), get(4)])).toEqual(Array(3).fill({ revision: 5, text: 'first' }));
    expect(await get(5)).toEqual({ revision: 5, text: 'first' });
  });

  test('is not for who has seen a later revision; for all of those one is made', async () => {
    const { first, get } = open();
    const value = first(Promise.resolve({ revision: 5, text: 'first' }));
    const [, ...later] = await Promise.all([value, get(6), get(6)]);
    expect(later).toEqual(Array(2).fill({ revision: 6, text: 'made 1' }));
    expect(await get(5)).toEqual({ revision: 6, text: 'made 1' });
  });

  test('is forgotten when it fails', async () => {
    const { cache, first, get } = open();
    await expect(first(Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(cache.has('a')).toBe(false);
    expect(await get(1)).toEqual({ revision: 1, text: 'made 1' });
  });
});
