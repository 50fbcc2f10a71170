import { tenth } from '../../charts/drawing';

/** Signs of lines, as those of libs/figures: colour is never the only one. All look about equally large. */
const shapes: readonly ((radius: number) => readonly (readonly [number, number])[] | null)[] = [
  () => null,
  (r) => polygon(r * 1.25, 4, 45),
  (r) => polygon(r * 1.28, 3, -90),
  (r) => polygon(r * 1.25, 4, -90),
  (r) => polygon(r * 1.28, 3, 90),
  (r) => polygon(r * 1.15, 5, -90),
  (r) => polygon(r * 1.12, 6, 0),
];

/** The outline of sign `index` around a place, as path data. */
export function markerPath(index: number, x: number, y: number, radius: number): string {
  const outline = shapes[index % shapes.length]!(radius);
  if (outline === null) return circlePath(x, y, radius);
  return `M${outline.map(([dx, dy]) => `${tenth(x + dx)} ${tenth(y + dy)}`).join('L')}Z`;
}

/** A circle as path data: thousands of them are one element. */
export function circlePath(x: number, y: number, radius: number): string {
  const r = tenth(radius);
  return `M${tenth(x - radius)} ${tenth(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
}

function polygon(radius: number, corners: number, start: number): [number, number][] {
  return Array.from({ length: corners }, (_, i) => {
    const angle = ((start + (360 * i) / corners) * Math.PI) / 180;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}
