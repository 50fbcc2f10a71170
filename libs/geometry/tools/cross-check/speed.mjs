import { perl } from './canonical.mjs';
import { draws } from './draws.mjs';
import { runScript } from './polymake.mjs';

/**
 * Seconds of the processor for the vertices of zonotopes with generators of whole numbers up to 1000, by polymake (its start left out)
 * and by us, the least of five after two more.
 */
export function compareSpeed(geometry) {
  const { floats, zonogon, zonotope3d, zonotopeVertices } = geometry;
  const { vectors } = draws(geometry, 'speed');
  const ours = { 2: zonogon, 3: zonotope3d };
  return [
    [40, 2],
    [200, 2],
    [20, 3],
    [40, 3],
    [8, 4],
    [12, 4],
  ].map(([count, dimension]) => {
    const generators = vectors(count, dimension, 1000);
    const script = `use application "polytope";
      my $warm = zonotope(new Matrix<Rational>([[1,0],[0,1],[1,1]]), rows_are_points=>0, centered=>0)->N_VERTICES;
      my ($before) = times;
      my $n = zonotope(new Matrix<Rational>(${perl(generators)}), rows_are_points=>0, centered=>0)->N_VERTICES;
      my ($after) = times;
      print $n, " ", $after - $before;`;
    const [vertices, theirs] = runScript(script).split(' ').map(Number);
    const find = ours[dimension];
    const run = () =>
      find === undefined ? [...zonotopeVertices(floats, generators)] : find(floats, generators).vertices;
    const seconds = leastOf(5, run);
    if (run().length !== vertices) throw new Error(`polymake finds ${vertices} vertices, we ${run().length}`);
    return [`${count} in ${dimension} D`, vertices, theirs.toFixed(2), seconds.toPrecision(2)];
  });
}

function leastOf(times, run) {
  for (let i = 0; i < 2; i++) run();
  let least = Infinity;
  for (let i = 0; i < times; i++) {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1e6);
  }
  return least;
}
