import { heatMapDrawing } from './heat-map-drawing';
import { hexOf, colourOf, nothingOf } from './colour-scale';

const draw = (rows: number, columns: number, values: readonly number[], most = 1) =>
  heatMapDrawing({ title: 'a', subtitle: 'b', grid: { rows, columns, values }, most, format: String, unit: 'of all' });
const cellsOf = (drawing: ReturnType<typeof draw>) => drawing.marks.find(({ tag }) => tag === 'g')!.children!;

test('every value is a cell of its colour', () => {
  expect(cellsOf(draw(1, 3, [0, 2, 4], 4)).map(({ attributes }) => attributes['fill'])).toEqual([
    nothingOf(false),
    hexOf(colourOf(0.5, false)),
    hexOf(colourOf(1, false)),
  ]);
});

test('cells tile the picture, which has a size to be looked at, whatever the matrix', () => {
  for (const [rows, columns] of [
    [28, 28],
    [64, 64],
    [64, 10],
    [1, 64],
    [64, 1],
    [1, 1],
  ] as const) {
    const drawing = draw(rows, columns, Array<number>(rows * columns).fill(1));
    expect(drawing.height).toBeLessThan(800);
    const area = cellsOf(drawing).reduce(
      (sum, { attributes }) => sum + Number(attributes['width']) * Number(attributes['height']),
      0,
    );
    const right = Math.max(...cellsOf(drawing).map(({ attributes: { x, width } }) => Number(x) + Number(width)));
    const ys = cellsOf(drawing).map(({ attributes: { y, height } }) => Number(y) + Number(height));
    const top = Number(cellsOf(drawing)[0]!.attributes['y']);
    expect(right).toBeLessThanOrEqual(drawing.width);
    expect(area).toBe((right - 16) * (Math.max(...ys) - top));
  }
});

test('nothing at all is a picture without cells', () => {
  expect(cellsOf(draw(0, 0, [], 0))).toEqual([]);
});
