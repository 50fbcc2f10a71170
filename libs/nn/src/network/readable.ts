import { InputError } from '@tombola/shared';
import { elementsOf, type Shape } from './node';
import type { Wired } from './wire';

/** A node as errors call it. */
export function label({ name, op }: Pick<Wired, 'name' | 'op'>): string {
  return `node ${name} (${op})`;
}

/** The extents of the image that a node reads. @throws {InputError} when it is none. */
export function imageOf(node: Wired, shape: Shape): Extract<Shape, { length: 3 }> {
  if (shape.length === 3) return shape;
  throw new InputError({
    what: `${label(node)} reads an image`,
    value: described(node, 0, shape),
    expected: '[channels, height, width]',
    mend: 'Put it before the first flatten, global-average-pool or dense.',
  });
}

/** How many units a node reads. @throws {InputError} when it reads an image. */
export function unitsOf(node: Wired, shape: Shape): number {
  if (shape.length === 1) return shape[0];
  throw new InputError({
    what: `${label(node)} reads units`,
    value: described(node, 0, shape),
    expected: '[units]',
    mend: 'Put a flatten or a global-average-pool before it.',
  });
}

/** The one shape of everything that a node adds. @throws {InputError} when they differ. */
export function sameShape(node: Wired, shapes: readonly Shape[]): Shape {
  const first = shapes[0]!;
  const at = shapes.findIndex((shape) => shape.join() !== first.join());
  if (at < 0) return first;
  throw new InputError({
    what: `${label(node)} adds different shapes`,
    value: described(node, at, shapes[at]!),
    expected: `[${first.join(', ')}], as ${node.inputs[0]} has`,
    mend: 'Project one of them with a 1x1 convolution of the same channels and stride.',
  });
}

/** The shape of channels, or units, side by side. @throws {InputError} when heights or widths differ. */
export function sideBySide(node: Wired, shapes: readonly Shape[]): Shape {
  const first = shapes[0]!;
  const around = (shape: Shape) => [shape.length, ...shape.slice(1)].join();
  const at = shapes.findIndex((shape) => around(shape) !== around(first));
  const channels = shapes.reduce((sum, [count]) => sum + count, 0);
  if (at < 0) return first.length === 1 ? [channels] : [channels, first[1], first[2]];
  throw new InputError({
    what: `${label(node)} puts channels of different extents side by side`,
    value: described(node, at, shapes[at]!),
    expected: `the height and width of ${node.inputs[0]}, [${first.join(', ')}]`,
    mend: 'Bring both to the same height and width with a pool or a stride.',
  });
}

/** Most elements of a tensor of one example: what runtimes count in 32 bits. */
const MOST_ELEMENTS = 2 ** 31 - 1;

/** @throws {InputError} when a tensor of this shape has more elements than runtimes can count. */
export function needTensor(what: string, shape: readonly number[]): void {
  if (elementsOf(shape) <= MOST_ELEMENTS) return;
  throw new InputError({
    what: `${what} is more than a tensor holds`,
    value: shape.join(' x '),
    expected: `at most ${MOST_ELEMENTS} elements`,
  });
}

function described({ inputs }: Wired, at: number, shape: Shape): string {
  return `${inputs[at]} [${shape.join(', ')}]`;
}
