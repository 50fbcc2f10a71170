import { element, path, type Attributes, type Pixel, type Svg } from './svg';

/** Marker shapes, one per line, so that the arms stay apart without colour. All look about equally large. */
const shapes: readonly ((x: number, y: number, r: number) => readonly Pixel[] | null)[] = [
  () => null,
  (x, y, r) => square(x, y, r * 0.88),
  (x, y, r) => polygon(x, y, r * 1.28, 3, -90),
  (x, y, r) => polygon(x, y, r * 1.25, 4, -90),
  (x, y, r) => polygon(x, y, r * 1.28, 3, 90),
  (x, y, r) => polygon(x, y, r * 1.15, 5, -90),
  (x, y, r) => polygon(x, y, r * 1.12, 6, 0),
];

/** The marker of line `index` at a point, with radius `r`. */
export function marker(
  index: number,
  [x, y]: Pixel,
  r: number,
  attributes: Attributes = {},
  ...children: readonly Svg[]
): Svg {
  const outline = shapes[index % shapes.length]!(x, y, r);
  if (outline === null) return element('circle', { class: 'marker', cx: x, cy: y, r, ...attributes }, ...children);
  return element('path', { class: 'marker', d: `${path(outline)}Z`, ...attributes }, ...children);
}

/** The sample of an arm in a legend: a piece of line with its marker, 20 px wide, from `x`. */
export function sample(index: number, x: number, y: number): Svg {
  const line = (name: string) =>
    element('path', {
      class: name,
      d: path([
        [x, y],
        [x + 20, y],
      ]),
    });
  return index < 0 ? line('dashed') : line('line') + marker(index, [x + 10, y], 4);
}

/** Width of {@link key}. */
export const keyWidth = 12;

/** The sign of an arm beside its name at the end of its line: no piece of line, which would look like more data. */
export function key(index: number, x: number, y: number): Svg {
  if (index >= 0) return marker(index, [x + keyWidth / 2, y], 4);
  return element('path', {
    class: 'dashed',
    d: path([
      [x, y],
      [x + keyWidth + 1, y],
    ]),
  });
}

function square(x: number, y: number, half: number): Pixel[] {
  return [
    [x - half, y - half],
    [x + half, y - half],
    [x + half, y + half],
    [x - half, y + half],
  ];
}

function polygon(x: number, y: number, radius: number, corners: number, start: number): Pixel[] {
  return Array.from({ length: corners }, (_, i) => {
    const angle = ((start + (360 * i) / corners) * Math.PI) / 180;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)] as const;
  });
}
