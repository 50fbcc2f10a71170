import { perlPoints } from './canonical.mjs';
import { different, draws } from './draws.mjs';
import { gfanPolynomial, gfanRing } from './gfan-text.mjs';

/**
 * By inclusion and exclusion: the `mixed_volume` of polymake 4.6 is wrong for some polygons, such as 14 in place of 8 for the hulls of
 * (1,1), (2,0), (3,1), (1,2) and (1,0), (0,2), (3,2), (3,1), (0,1), as its own volumes say.
 */
const sum = (indices) => indices.slice(1).reduce((p, i) => `minkowski_sum(${p}, $p[${i}])`, `$p[${indices[0]}]`);
const volume = (...indices) => `${sum(indices)}->VOLUME`;
const volumes = {
  2: `${volume(0, 1)} - ${volume(0)} - ${volume(1)}`,
  3:
    `${volume(0, 1, 2)} - ${volume(0, 1)} - ${volume(0, 2)} - ${volume(1, 2)}` +
    ` + ${volume(0)} + ${volume(1)} + ${volume(2)}`,
};

/** Mixed volumes as both programs normalise them: d! V, the number of solutions of d equations (Bernstein). */
export function mixedVolumeChecks(geometry) {
  const { floats, rationals } = geometry;
  const { whole } = draws(geometry, 'mixed volumes');
  const polytope = (dimension) =>
    different(Array.from({ length: 5 }, () => Array.from({ length: dimension }, () => whole(0, 3))));
  const square = [
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1],
  ];
  const cases = [
    [square, square.slice(0, 3)],
    ...[2, 2, 2].map((d) => [polytope(d), polytope(d)]),
    ...[3, 3, 3].map((d) => [polytope(d), polytope(d), polytope(d)]),
  ];
  const common = (polytopes) => ({
    topic: 'mixed volumes in 2 and 3 D',
    what: `${polytopes.length} polytopes`,
    modes: [rationals, floats],
    read: (text) => text.trim(),
    ours: (numbers) => ourMixedVolume(geometry, numbers, polytopes),
  });
  return cases.flatMap((polytopes) => {
    const made = polytopes.map((points) => `new Polytope<Rational>(POINTS=>${perlPoints(points)})`);
    const equations = polytopes.map(gfanPolynomial).join(',');
    return [
      {
        ...common(polytopes),
        program: 'polymake',
        ask: { application: 'polytope', code: `my @p = (${made.join(',')}); print ${volumes[polytopes.length]};` },
      },
      {
        ...common(polytopes),
        program: 'gfan',
        ask: { command: 'gfan_mixedvolume', input: `${gfanRing(polytopes.length)}{${equations}}\n` },
      },
    ];
  });
}

function ourMixedVolume({ hull2d, mixedArea, mixedVolume }, numbers, polytopes) {
  const given = polytopes.map((points) => points.map((point) => point.map(numbers.of)));
  if (given.length === 3) return String(Math.round(6 * numbers.toNumber(mixedVolume(numbers, given))));
  const hulls = given.map((points) => hull2d(numbers, points).vertices);
  return String(2 * numbers.toNumber(mixedArea(numbers, ...hulls)));
}
