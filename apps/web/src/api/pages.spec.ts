import { allPages } from './pages';

const pages: Readonly<Record<string, { items: number[]; nextCursor: string | null }>> = {
  first: { items: [1, 2], nextCursor: 'b' },
  b: { items: [3], nextCursor: 'c' },
  c: { items: [], nextCursor: null },
};

test('all rows of all pages come, in order, and one hears how many there are', async () => {
  const heard: number[] = [];
  const rows = await allPages(
    (cursor = 'first') => Promise.resolve(pages[cursor]!),
    (count) => heard.push(count),
  );
  expect(rows).toEqual([1, 2, 3]);
  expect(heard).toEqual([2, 3, 3]);
});

test('a page that fails is a failure of the whole', async () => {
  await expect(
    allPages(
      () => Promise.reject(new Error('away')),
      () => undefined,
    ),
  ).rejects.toThrow('away');
});
