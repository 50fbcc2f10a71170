import fc from 'fast-check';
import { maskBlocks } from './mask-blocks';
import { masksIn } from './ticket-masks';
import { ticketOf } from './testing/launch';

const maskOf = (shape: readonly number[], data: readonly number[]) =>
  masksIn(ticketOf({ w: { shape, data: Uint8Array.from(data) } }), 'made up').get('w')!;

test('blocks are means of parts that cover the matrix once, nearly equal in size', () => {
  const matrix = fc
    .tuple(fc.integer({ min: 1, max: 13 }), fc.integer({ min: 1, max: 13 }))
    .chain(([height, width]) =>
      fc.tuple(
        fc.constant([height, width] as const),
        fc.array(fc.constantFrom(0, 1), { minLength: height * width, maxLength: height * width }),
      ),
    );
  fc.assert(
    fc.property(matrix, fc.integer({ min: 1, max: 16 }), ([[height, width], data], most) => {
      const { rows, columns, densities } = maskBlocks(maskOf([height, width], data), most);
      expect([rows, columns]).toEqual([Math.min(most, height), Math.min(most, width)]);
      const from = (block: number, extent: number, blocks: number) => Math.floor((block * extent) / blocks);
      const naive = Array.from({ length: rows * columns }, (_, i) => {
        const [row, column] = [Math.floor(i / columns), i % columns];
        const part = data.filter((__, at) => {
          const [y, x] = [Math.floor(at / width), at % width];
          return (
            y >= from(row, height, rows) &&
            y < from(row + 1, height, rows) &&
            x >= from(column, width, columns) &&
            x < from(column + 1, width, columns)
          );
        });
        return part.reduce<number>((sum, bit) => sum + bit, 0) / part.length;
      });
      expect(densities).toEqual(naive);
    }),
  );
});

test('as many blocks as weights are the mask itself', () => {
  expect(maskBlocks(maskOf([2, 3], [1, 0, 1, 0, 1, 1]), 3)).toEqual({
    rows: 2,
    columns: 3,
    densities: [1, 0, 1, 0, 1, 1],
  });
});

test('a vector is one row, more axes than two are rows of the last one, and nothing has no blocks', () => {
  expect(maskBlocks(maskOf([4], [1, 1, 0, 0]), 2)).toEqual({ rows: 1, columns: 2, densities: [1, 0] });
  expect(maskBlocks(maskOf([2, 1, 2], [1, 0, 1, 0]), 2)).toEqual({ rows: 2, columns: 2, densities: [1, 0, 1, 0] });
  expect(maskBlocks(maskOf([0, 3], []), 2)).toEqual({ rows: 0, columns: 0, densities: [] });
  expect(maskBlocks(maskOf([3, 0], []), 2)).toEqual({ rows: 0, columns: 0, densities: [] });
});
