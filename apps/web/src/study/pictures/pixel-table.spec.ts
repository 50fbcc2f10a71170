import { pixelTable } from './pixel-table';

test('every pixel of a picture that is there is a row', () => {
  const data = { height: 2, width: 2, connections: 4, n: [1, 1] as [number, number] };
  const { header, rows } = pixelTable({
    ...data,
    rows: ['a', 'b'],
    columns: ['c'],
    pictures: [[null], [[1, 2, 3, 4]]],
  });
  expect(rows()).toEqual([
    ['b', 'c', 0, 0, 1],
    ['b', 'c', 0, 1, 2],
    ['b', 'c', 1, 0, 3],
    ['b', 'c', 1, 1, 4],
  ]);
  expect(header).toHaveLength(5);
});
