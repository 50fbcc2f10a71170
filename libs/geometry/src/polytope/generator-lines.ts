import { gcd } from '../numbers/rational';

/** The generators of a zonotope by direction: no two vectors are parallel, none is zero. */
export interface GeneratorLines<V extends readonly bigint[] = readonly bigint[]> {
  /** One vector a direction, its first coordinate that is not 0 positive: the sum of its generators, flipped ones turned round. */
  readonly vectors: readonly V[];
  /** The generators of each direction, ascending. */
  readonly members: readonly (readonly number[])[];
  /** One byte a generator: 1 when it points against its direction's vector. */
  readonly flipped: Uint8Array;
  /** start + sum of the flipped generators: the zonotope is this + sum of [0, v] over the vectors. */
  readonly start: V;
}

/** Sorts out generators: [0, g] = g + [0, -g], and parallel segments add up. In order of first appearance. */
export function generatorLines<V extends readonly bigint[]>(generators: readonly V[], start: V): GeneratorLines<V> {
  const lines = new Map<string, { vector: bigint[]; members: number[] }>();
  const flipped = new Uint8Array(generators.length);
  const base = [...start];
  generators.forEach((generator, i) => {
    const divisor = generator.reduce(gcd, 0n);
    if (divisor === 0n) return;
    if (generator.find((x) => x !== 0n)! < 0n) {
      flipped[i] = 1;
      generator.forEach((x, axis) => (base[axis]! += x));
    }
    const upright = flipped[i] ? generator.map((x) => -x) : generator;
    const key = upright.map((x) => x / divisor).join();
    const line = lines.get(key);
    if (line === undefined) lines.set(key, { vector: [...upright], members: [i] });
    else {
      upright.forEach((x, axis) => (line.vector[axis]! += x));
      line.members.push(i);
    }
  });
  const all = [...lines.values()];
  return {
    vectors: all.map(({ vector }) => vector as readonly bigint[] as V),
    members: all.map(({ members }) => members),
    flipped,
    start: base as readonly bigint[] as V,
  };
}
