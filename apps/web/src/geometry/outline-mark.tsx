import type { Outline } from './worker/outline';

const SIZE = 100;
const MARGIN = 8;

/** A decision polygon as a small sign: its bridges thick, its ties as squares. */
export function OutlineMark({ outline: { vertices, bridges, ties } }: { readonly outline: Outline }) {
  const xs = vertices.map(([x]) => x);
  const ys = vertices.map(([, y]) => y);
  const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = (SIZE - 2 * MARGIN) / (Math.max(right - left, high - low) || 1);
  const place = (v: number): readonly [number, number] => {
    const [x, y] = vertices[v % vertices.length]!;
    return [SIZE / 2 + scale * (x - (left + right) / 2), SIZE / 2 - scale * (y - (low + high) / 2)];
  };
  const at = (v: number) =>
    place(v)
      .map((pixel) => pixel.toFixed(1))
      .join(' ');
  return (
    <svg viewBox={`0 0 ${SIZE} ${SIZE}`} aria-hidden="true" className="size-full">
      <path
        d={`M${vertices.map((_, v) => at(v)).join('L')}Z`}
        className="fill-ink/10 stroke-soft"
        strokeWidth={2}
        strokeLinejoin="round"
      />
      <path
        d={bridges.map((v) => `M${at(v)}L${at(v + 1)}`).join('')}
        className="fill-none stroke-ink"
        strokeWidth={5}
        strokeLinecap="round"
      />
      {ties.map((v) => {
        const [x, y] = place(v);
        return (
          <rect key={v} x={x - 4} y={y - 4} width={8} height={8} className="fill-surface stroke-ink" strokeWidth={2} />
        );
      })}
    </svg>
  );
}
