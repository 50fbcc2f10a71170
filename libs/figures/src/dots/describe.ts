import type { DotsSpec } from '@tombola/shared';
import { formatDensity, formatValue } from '../figure/format';
import { limitsOf } from './axis';
import type { Dot, Places } from './places';

/** The plot in words, for those who do not see it: every mean. */
export function describeDots(spec: DotsSpec, places: Places): string {
  const { subtitle, value } = spec;
  const means = [...dotsOf(places), ...places.baselines].map(
    ({ label, point }) => `${label} ${formatValue(point.summary.mean, value.unit)}`,
  );
  const before = subtitle === undefined ? [] : [subtitle.replace(/\.?$/, '.')];
  return [
    ...before,
    'Dot plot.',
    `${value.label}: ${means.length === 0 ? 'no level is done yet' : means.join('; ')}.`,
    ...missingOf(spec, places),
  ].join(' ');
}

/** What a reader must know that the marks do not show: how sparse the arms are, averaged draws, what is cut off, who is not there. */
export function notesOfDots(spec: DotsSpec, places: Places): string[] {
  const { value } = spec;
  const dots = dotsOf(places);
  if (dots.length === 0) return [];
  const densities = dots.map(({ point }) => point.density);
  const [least, most] = [Math.min(...densities), Math.max(...densities)].map(formatDensity);
  const draws = Math.max(...dots.flatMap(({ point }) => point.seeds.map((seed) => seed.draws)));
  const [low, high] = limitsOf(value, places);
  const outside = dots.filter(({ point: { summary } }) => summary.mean < low || summary.mean > high);
  const cut = dots.filter(
    (dot) => !outside.includes(dot) && dot.interval && (dot.interval[0] < low || dot.interval[1] > high),
  );
  return [
    `Weights remaining: ${least === most ? least : `${least} to ${most}`} %.`,
    ...(draws > 1 ? [`Up to ${draws} draws a seed, averaged within the seed.`] : []),
    ...(outside.length > 0 ? [`Arrows: ${outside.length} of ${dots.length} means lie outside the axis.`] : []),
    ...(cut.length > 0 ? [`${cut.length} of ${dots.length} intervals go on beyond the axis.`] : []),
    ...missingOf(spec, places),
  ];
}

function missingOf({ densities: [low, high] = [0, 1], level }: DotsSpec, { missing }: Places): string[] {
  if (missing.length === 0) return [];
  const there =
    level === undefined ? `with ${formatDensity(low)} to ${formatDensity(high)} % of the weights` : `${level}`;
  return [`No level ${there}: ${missing.join('; ')}.`];
}

function dotsOf({ rows }: Places): Dot[] {
  return rows.flatMap((row) => row.dots.filter((dot) => dot !== undefined));
}
