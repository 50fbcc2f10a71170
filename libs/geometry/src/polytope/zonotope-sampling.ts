import type { RandomStream } from '@tombola/shared';
import { checkFinite } from '../numbers/check-finite';
import { floats } from '../numbers/floats';
import { dot, type Vector } from '../numbers/vector';
import type { ZonotopeVertex } from './zonotope-vertices';

/** Some vertices of a zonotope: those that some directions happened to meet. */
export interface PartialVertices {
  readonly partial: true;
  readonly vertices: readonly (ZonotopeVertex & { /** How many of the directions met it. */ readonly hits: number })[];
  /** How many directions were passed over because they are nearly orthogonal to a generator. */
  readonly passed: number;
}

/**
 * Vertices of the zonotope of float generators in random directions (Stinson, Gleich, Constantine, arXiv 1602.06620): partial, those
 * with wide normal cones first, O(n d) a direction. For previews where all vertices are too many.
 *
 * @param stream where directions come from: the same stream gives the same vertices
 * @throws {InputError} for a coordinate that is NaN or infinite.
 */
export function sampleZonotopeVertices(
  generators: readonly Vector[],
  count: number,
  stream: RandomStream,
  start: Vector = (generators[0] ?? []).map(() => 0),
): PartialVertices {
  for (const generator of generators) checkFinite(floats, generator, 'a generator');
  const found = new Map<string, { generators: Uint8Array; hits: number }>();
  let passed = 0;
  for (let k = 0; k < count; k++) {
    const direction = start.map(() => stream.normal());
    const on = Uint8Array.from(generators, (generator) => side(generator, direction));
    if (on.includes(unclear)) {
      passed += 1;
      continue;
    }
    const key = on.join('');
    const known = found.get(key);
    if (known === undefined) found.set(key, { generators: on, hits: 1 });
    else known.hits += 1;
  }
  const vertices = [...found.values()]
    .sort((a, b) => b.hits - a.hits)
    .map((each) => ({ ...each, point: sumOf(start, generators, each.generators) }));
  return { partial: true, vertices, passed };
}

const unclear = 2;

/** 1 when the product is positive, 0 when it is negative or the generator is zero, {@link unclear} when rounding might decide. */
function side(generator: Vector, direction: Vector): number {
  if (generator.every((x) => x === 0)) return 0;
  const product = dot(floats, generator, direction);
  const size = generator.reduce((sum, x, axis) => sum + Math.abs(x * direction[axis]!), 0);
  if (Math.abs(product) <= generator.length * Number.EPSILON * size + Number.MIN_VALUE) return unclear;
  return product > 0 ? 1 : 0;
}

function sumOf(start: Vector, generators: readonly Vector[], on: Uint8Array): number[] {
  const sum = [...start];
  generators.forEach((generator, i) => {
    if (on[i] === 1) generator.forEach((x, axis) => (sum[axis]! += x));
  });
  return sum;
}
