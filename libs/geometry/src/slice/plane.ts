import { InputError } from '@tombola/shared';
import { checkValues } from './checks';
import type { Values } from './network';
import { sizeOf } from './resolve';
import type { Rows } from './steps/rows';

/** The inputs origin + x right + y up, for coordinates (x, y). Each has as many numbers as the network has inputs. */
export interface Plane {
  readonly origin: Values;
  readonly right: Values;
  readonly up: Values;
}

/** [x min, y min, x max, y max] in the coordinates of a plane. */
export type Box = readonly [number, number, number, number];

/** The plane of a network with two inputs: they are its coordinates. */
export const inputPlane: Plane = { origin: [0, 0], right: [1, 0], up: [0, 1] };

/** A box around points of a plane, with a quarter of their extent on all sides. */
export function boxAround(points: readonly (readonly [number, number])[]): Box {
  const range = (axis: 0 | 1) => {
    const values = points.map((point) => point[axis]);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return [low - (high - low) / 4, high + (high - low) / 4] as const;
  };
  const [[left, right], [bottom, top]] = [range(0), range(1)];
  return [left, bottom, right, top];
}

/** @throws {InputError} for a plane that is not one of these inputs, or whose directions are not independent. */
export function checkPlane({ origin, right, up }: Plane, inputShape: readonly number[]): void {
  const inputs = sizeOf(inputShape);
  if (inputs !== 2 && origin === inputPlane.origin) {
    throw new InputError({
      what: 'a network has not two inputs',
      value: inputs,
      expected: 'a plane of its inputs to be given',
    });
  }
  checkValues(origin, [inputs], 'coordinates of the origin of the plane');
  checkValues(right, [inputs], 'coordinates of the direction to the right');
  checkValues(up, [inputs], 'coordinates of the direction upwards');
  const [xx, xy, yy] = [product(right, right), product(right, up), product(up, up)];
  if (xx * yy - xy * xy <= 1e-20 * xx * yy) {
    throw new InputError({ what: 'the directions of the plane are parallel or 0', expected: 'two that are not' });
  }
}

/** @throws {InputError} for a box without an inside. */
export function checkBox(box: Box): void {
  checkValues(box, [4], 'numbers of the box');
  const [left, bottom, right, top] = box;
  if (!(left < right && bottom < top)) {
    throw new InputError({
      what: 'the box has no inside',
      value: box,
      expected: 'xmin, ymin, xmax, ymax with xmin < xmax and ymin < ymax',
    });
  }
}

/** Sets the rows of the inputs, as functions of coordinates relative to a centre. `order` is theirs. */
export function placeInputs(
  input: Rows,
  { origin, right, up }: Plane,
  [x, y]: readonly [number, number],
  order: Int32Array,
): void {
  order.forEach((from, unit) => {
    const [a, b, c] = [right[from]!, up[from]!, origin[from]!];
    input.values.set([a, b, a * x + b * y + c], 3 * unit);
  });
}

function product(one: Values, other: Values): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += one[i]! * other[i]!;
  return sum;
}
