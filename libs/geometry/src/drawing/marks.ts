import { element, number, type Attributes, type Pixel, type Svg } from './svg';
import { colourOf } from './theme';

/** What is seen of the labels of a subdivision: the classes at its vertices, none where it has no labels. */
export type Labels = readonly (readonly number[])[];

/** Room around a line or a place that can be pointed at. */
export function hit(d: string, data: Attributes): Svg {
  return element('path', { class: 'hit', ...data, d });
}

/** A dot in the colour of its class; of a tie a diamond. */
export function vertexMark(
  [x, y]: Pixel,
  radius: number,
  classes: readonly number[] | undefined,
  data: Attributes,
): Svg {
  if (classes === undefined) return element('circle', { class: 'vertex', ...data, cx: x, cy: y, r: radius });
  const className = `vertex ${colourOf(classes)}`;
  if (classes.length === 1) return element('circle', { class: className, ...data, cx: x, cy: y, r: radius });
  const [r, turn] = [Math.max(radius, 3.5) * 1.4, number];
  const d = `M${turn(x - r)} ${turn(y)}L${turn(x)} ${turn(y - r)}L${turn(x + r)} ${turn(y)}L${turn(x)} ${turn(y + r)}Z`;
  return element('path', { class: className, ...data, d });
}

/** How an edge between two vertices looks: as a bridge, in the colour of the class on both sides, or plain without labels. */
export function edgeClass(labels: Labels | undefined, bridge: boolean, from: number, to: number): string {
  if (labels === undefined) return 'edge';
  if (bridge) return 'bridge';
  return `edge ${colourOf(labels[from]!.filter((i) => labels[to]!.includes(i)))}`;
}

/** An arrow from a pixel in a direction, `length` pixels long. */
export function arrowPath([x, y]: Pixel, [dx, dy]: Pixel, length: number): string {
  const size = Math.hypot(dx, dy);
  const [u, v] = [dx / size, dy / size];
  const [tipX, tipY] = [x + length * u, y + length * v];
  const barb = (side: number) => `${number(tipX - 6 * u - side * 3 * v)} ${number(tipY - 6 * v + side * 3 * u)}`;
  const tip = `${number(tipX)} ${number(tipY)}`;
  return `M${number(x)} ${number(y)}L${tip}M${barb(1)}L${tip}L${barb(-1)}`;
}

/** Of each pixel, a radius that leaves its neighbours visible. */
export function radiusAmong(pixel: Pixel, neighbours: readonly Pixel[]): number {
  const distances = neighbours.map(([x, y]) => Math.hypot(x - pixel[0], y - pixel[1]));
  return Math.max(1.5, Math.min(4.5, ...distances.map((distance) => distance / 3)));
}
