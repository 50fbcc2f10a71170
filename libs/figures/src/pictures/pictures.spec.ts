import { InputError, type PicturesData } from '@tombola/shared';
import { drawPictures } from './draw';
import { renderPictures } from './render';

const data: PicturesData = {
  height: 2,
  width: 3,
  connections: 10,
  rows: ['SNIP & co', 'random'],
  columns: ['95 %'],
  pictures: [[[0, 0, 9, 9, 9, 9]], [[1, 2, 3, 4, 5, 6]]],
  n: [2, 3],
};
const heading = { title: 'Pixels', subtitle: 'made up' };

/** The pixels that a path of runs covers. */
function covered(d: string, width: number): number[] {
  return [...d.matchAll(/M(\d+) (\d+)h(\d+)v1/g)].flatMap(([, x, y, length]) =>
    Array.from({ length: Number(length) }, (_, i) => Number(y) * width + Number(x) + i),
  );
}

test('every pixel with a connection is drawn once, in the colour of its share of the most of the column', () => {
  const svg = renderPictures(heading, data, { theme: 'light' });
  const pictures = [...svg.matchAll(/<g transform="translate[^>]*>(.*?)<\/g><\/g>/g)].map(([, inside]) => inside!);
  expect(pictures).toHaveLength(2);
  const steps = pictures.map((inside) =>
    [...inside.matchAll(/step-(\d)"><path class="cell" d="([^"]+)"/g)].flatMap(([, step, d]) =>
      covered(d!, 3).map((pixel) => [pixel, Number(step)] as const),
    ),
  );
  const sorted = steps.map((each) => each.sort(([a], [b]) => a - b).map(([, step]) => step));
  expect(sorted).toEqual([
    [8, 8, 8, 8],
    [1, 2, 3, 4, 5, 6],
  ]);
  // Runs end with their row.
  expect(svg).toContain('M2 0h1v1h-1zM0 1h3v1h-3z');
});

test('what keeps nothing is background in a frame, told from what keeps little', () => {
  const pictures = [[[0, 0, 0, 0, 0, 0]], [[0, 0.5, 0, 0, 0, 9]]];
  const drawn = renderPictures(heading, { ...data, pictures });
  expect(drawn.match(/<path class="cell"/g)).toHaveLength(2);
  expect(drawn).toContain('step-0"><path class="cell" d="M1 0h1v1h-1z"/>');
  // Of two pictures and of the scale.
  expect(drawn.match(/<rect class="axis" fill="none"/g)).toHaveLength(3);
  const none = renderPictures(heading, { ...data, pictures: [pictures[0]!, [null]] });
  expect(none).not.toContain('<path class="cell"');
  expect(none).toContain('most 0; none at 6');
});

test('texts say what is counted', () => {
  const svg = renderPictures(heading, data);
  expect(svg).toContain('SNIP &amp; co');
  expect(svg).toContain('most 9; none at 2');
  expect(svg).toContain('of 10: mean of 2 to 3 seeds.');
  expect(renderPictures(heading, data)).toBe(svg);
});

test('what is missing is left out, what does not fit is refused', () => {
  const some = renderPictures(heading, { ...data, pictures: [[null], data.pictures[1]!] });
  expect(some.match(/<g transform="translate/g)).toHaveLength(1);
  for (const pictures of [[[null], [null]], [[[1, 2]], [null]], [[null]]]) {
    expect(() => renderPictures(heading, { ...data, pictures })).toThrow(InputError);
  }
});

test('in a page they are drawn for its width, without styles and heading; texts that do not fit have more lines', () => {
  const columns = ['95 % of the weights are gone', '99 % of the weights are gone', 'none'];
  const pictures = data.pictures.map(([picture]) => [picture!, picture!, null]);
  const draw = (width: number) =>
    drawPictures(heading, { ...data, columns, pictures }, { id: 'p', width, heading: false });
  for (const width of [300, 720]) {
    expect(draw(width)).toContain(`viewBox="0 0 ${width} `);
    expect(draw(width)).not.toMatch(/style|made up/);
    expect(draw(width)).toContain('<title id="p-title">Pixels</title>');
  }
  const texts = (width: number) => draw(width).match(/<text /g)!.length;
  expect(texts(300)).toBeGreaterThan(texts(720));
});
