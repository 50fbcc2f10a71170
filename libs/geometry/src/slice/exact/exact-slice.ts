import type { Numbers } from '../../numbers/numbers';
import type { PiecewiseLinearNetwork } from '../network';
import { checkBox, checkPlane, inputPlane, type Box, type Plane } from '../plane';
import { resolveNetwork, sizeOf, type ResolvedNode, type Shape } from '../resolve';
import { windowPlaces } from '../sliding-window';
import { affineAlgebra, type Affine } from './affine';
import { clip, type Polygon } from './clip';
import { affineNode } from './forward';

/** A convex piece on which a network is affine. */
export interface ExactCell<T> {
  readonly polygon: Polygon<T>;
  /** Of every unit that bends, in the order of the nodes: 1 on and 0 off of a ReLU, of a max-pool the place in the window that wins. */
  readonly states: readonly number[];
  /** One function an output. */
  readonly map: readonly Affine<T>[];
  /** Where each output is the greatest; of one output, where it is below and above 0. */
  readonly parts: readonly { readonly class: number; readonly polygon: Polygon<T> }[];
}

interface Piece<T> {
  readonly polygon: Polygon<T>;
  readonly states: readonly number[];
  /** What the nodes so far make. */
  readonly rows: readonly (readonly Affine<T>[])[];
}

/**
 * A slice by splitting polygons one unit at a time, with numbers of any kind: with `rationals` exact to the last digit. For small
 * networks, and to test what is fast with.
 *
 * @throws {InputError} as `sliceNetwork`.
 */
export function exactSlice<T>(
  network: PiecewiseLinearNetwork,
  { box, plane = inputPlane, numbers }: { readonly box: Box; readonly plane?: Plane; readonly numbers: Numbers<T> },
): ExactCell<T>[] {
  const nodes = resolveNetwork(network);
  checkBox(box);
  checkPlane(plane, network.inputShape);
  const inputShape = network.inputShape as unknown as Shape;
  const of = (value: number) => numbers.of(value);
  const input = Array.from({ length: sizeOf(inputShape) }, (_, i) => {
    return [of(plane.right[i]!), of(plane.up[i]!), of(plane.origin[i]!)] as const;
  });
  const [left, bottom, right, top] = box.map(of) as [T, T, T, T];
  const polygon: Polygon<T> = [
    [left, bottom],
    [right, bottom],
    [right, top],
    [left, top],
  ];
  let pieces: Piece<T>[] = [{ polygon, states: [], rows: [] }];
  for (const resolved of nodes) {
    const shapes = resolved.from.map((i) => (i < 0 ? inputShape : nodes[i]!.shape));
    pieces = pieces.flatMap((piece) => {
      const inputs = resolved.from.map((i) => (i < 0 ? input : piece.rows[i]!));
      return bend(numbers, resolved, piece, inputs, shapes[0]!);
    });
  }
  return pieces.map(({ rows, ...piece }) => {
    const map = rows.at(-1)!;
    const contestants = map.length === 1 ? [affineAlgebra(numbers).zero, ...map] : map;
    const parts = winners(numbers, piece.polygon, contestants).map((part) => ({
      class: part.winner,
      polygon: part.polygon,
    }));
    return { ...piece, map, parts };
  });
}

function bend<T>(
  numbers: Numbers<T>,
  resolved: ResolvedNode,
  piece: Piece<T>,
  inputs: readonly (readonly Affine<T>[])[],
  inputShape: Shape,
): Piece<T>[] {
  const { node } = resolved;
  const { zero, times } = affineAlgebra(numbers);
  const input = inputs[0]!;
  let made: (Omit<Piece<T>, 'rows'> & { readonly row: readonly Affine<T>[] })[] = [{ ...piece, row: [] }];
  const split = (
    contestants: readonly (readonly [place: number, f: Affine<T>])[],
    output: (state: number) => Affine<T>,
  ) => {
    made = made.flatMap(({ polygon, states, row }) =>
      winners(
        numbers,
        polygon,
        contestants.map(([, f]) => f),
      ).map((part) => {
        const state = contestants[part.winner]![0];
        return { polygon: part.polygon, states: [...states, state], row: [...row, output(state)] };
      }),
    );
  };
  if (node.op === 'relu' || node.op === 'leaky-relu') {
    const slope = numbers.of(node.op === 'relu' ? 0 : node.slope);
    for (const f of input)
      split(
        [
          [0, zero],
          [1, f],
        ],
        (state) => (state === 1 ? f : times(slope, f)),
      );
  } else if (node.op === 'max-pool') {
    const places = windowPlaces(resolved.window!, resolved.name);
    const size = node.size[0] * node.size[1];
    const windows = places.length / size;
    const area = inputShape[1]! * inputShape[2]!;
    for (let unit = 0; unit < sizeOf(resolved.shape); unit++) {
      const channel = Math.floor(unit / windows);
      const window = [...places.subarray((unit % windows) * size, ((unit % windows) + 1) * size)];
      const at = (k: number) => input[channel * area + window[k]!]!;
      const contestants = window.flatMap((place, k) => (place < 0 ? [] : [[k, at(k)] as const]));
      split(contestants, at);
    }
  } else {
    made = [{ ...piece, row: affineNode(numbers, resolved, inputs, inputShape) }];
  }
  return made.map(({ polygon, states, row }) => ({ polygon, states, rows: [...piece.rows, row] }));
}

/** The parts of a polygon where each function is the greatest; among equal ones the first counts. */
function winners<T>(
  numbers: Numbers<T>,
  polygon: Polygon<T>,
  functions: readonly Affine<T>[],
): { readonly winner: number; readonly polygon: Polygon<T> }[] {
  const { subtract, equal } = affineAlgebra(numbers);
  return functions.flatMap((f, winner) => {
    let part: Polygon<T> | undefined = polygon;
    for (const [other, g] of functions.entries()) {
      if (other === winner || part === undefined) continue;
      if (!equal(f, g)) part = clip(numbers, part, subtract(f, g));
      else if (other < winner) part = undefined;
    }
    return part === undefined ? [] : [{ winner, polygon: part }];
  });
}

/** The number of different affine maps of some cells. */
export function countMaps<T>(numbers: Numbers<T>, cells: readonly ExactCell<T>[]): number {
  const { equal } = affineAlgebra(numbers);
  const known: (readonly Affine<T>[])[] = [];
  for (const { map } of cells) {
    if (!known.some((other) => other.every((f, i) => equal(f, map[i]!)))) known.push(map);
  }
  return known.length;
}
