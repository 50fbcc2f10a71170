import { perl } from './canonical.mjs';
import { different, draws } from './draws.mjs';

/** Arrangements of hyperplanes through the origin: as many chambers as the zonotope of their normals has vertices. */
export function chamberChecks(geometry) {
  const { floats, rationals, zonotopeVertices } = geometry;
  const { vectors } = draws(geometry, 'chambers');
  const cases = [vectors(6, 2, 2), vectors(6, 3, 1), vectors(6, 3, 9), vectors(6, 4, 2)];
  return cases.map((normals) => {
    const given = different(normals).filter((normal) => normal.some((x) => x !== 0));
    return {
      topic: 'arrangements of hyperplanes in 2-4 D: chambers',
      what: `${given.length} hyperplanes in ${given[0].length} D`,
      program: 'polymake',
      modes: [rationals, floats],
      ask: {
        application: 'fan',
        code: `print new HyperplaneArrangement(HYPERPLANES=>${perl(given)})->CHAMBER_DECOMPOSITION->N_MAXIMAL_CONES;`,
      },
      read: (text) => text.trim(),
      ours: (numbers) =>
        String(
          [
            ...zonotopeVertices(
              numbers,
              given.map((normal) => normal.map(numbers.of)),
            ),
          ].length,
        ),
    };
  });
}
