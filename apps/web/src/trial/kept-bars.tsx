import type { LevelOut } from '@tombola/shared';
import { formatCount, formatDensity } from '../lib/format';

/** How many weights each layer has left: a bar a layer, on a logarithmic height of three decades. */
export function KeptBars({ layers }: { readonly layers: LevelOut['layers'] }) {
  if (layers === null) return <span className="text-soft">–</span>;
  const entries = Object.entries(layers);
  const words = entries
    .map(
      ([name, { kept, total }]) =>
        `${name}: ${formatCount(kept)} of ${formatCount(total)} (${formatDensity(kept / total)})`,
    )
    .join('\n');
  const width = Math.max(20, entries.length * 9);
  return (
    <svg
      role="img"
      aria-label={`weights kept: ${words.replaceAll('\n', '; ')}`}
      width={width}
      height={24}
      className="block"
    >
      <title>{words}</title>
      {entries.map(([name, { kept, total }], i) => {
        const height = 22 * barHeight(kept / total);
        return (
          <g key={name}>
            <rect x={i * 9} y={1} width={7} height={22} className="fill-rule" />
            <rect x={i * 9} y={23 - height} width={7} height={height} className="fill-accent" />
          </g>
        );
      })}
    </svg>
  );
}

/** All is 1, a thousandth and less is nearly nothing. */
const barHeight = (share: number) => (share <= 0 ? 0 : Math.max(0.04, 1 + Math.log10(share) / 3));
