import type { ParallelAxis } from './axes';
import { NONE } from './axes';
import type { ParallelRow, Value } from './rows';

/** What of an axis is wanted: a closed range of numbers, or some categories. */
export type Brush =
  | { readonly kind: 'range'; readonly low: number; readonly high: number }
  | { readonly kind: 'some'; readonly names: readonly string[] };

/** By the id of an axis. */
export type Brushes = Readonly<Record<string, Brush>>;

/** For the address: `density:0.1..0.5;r.method.name:imp|snip`. */
export function writeBrushes(brushes: Brushes): string {
  return Object.entries(brushes)
    .map(([id, brush]) => {
      const wanted =
        brush.kind === 'range' ? `${brush.low}..${brush.high}` : `=${brush.names.map(encodeURIComponent).join('|')}`;
      return `${encodeURIComponent(id)}:${wanted}`;
    })
    .join(';');
}

/** What cannot be read is left out. */
export function readBrushes(text: string): Brushes {
  return Object.fromEntries(
    text.split(';').flatMap((part): [string, Brush][] => {
      const cut = part.indexOf(':');
      const id = decoded(part.slice(0, cut));
      const brush = cut < 1 ? undefined : readBrush(part.slice(cut + 1));
      return id === undefined || brush === undefined ? [] : [[id, brush]];
    }),
  );
}

function readBrush(text: string): Brush | undefined {
  if (text.startsWith('=')) {
    const names = text.slice(1).split('|').map(decoded);
    return names.some((name) => name === undefined || name === '')
      ? undefined
      : { kind: 'some', names: names as string[] };
  }
  const ends = text.split('..');
  const [low, high] = ends.map(Number);
  const isRange = ends.length === 2 && ends.every((end) => end !== '') && low! <= high!;
  return isRange ? { kind: 'range', low: low!, high: high! } : undefined;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Whether a row is in all brushes; brushes of axes that are not shown do not count. */
export function isBrushed(
  { values }: ParallelRow,
  brushes: Brushes,
  axes: readonly { readonly id: string }[],
): boolean {
  return axes.every(({ id }) => brushes[id] === undefined || isWithin(values[id] ?? null, brushes[id]));
}

function isWithin(value: Value, brush: Brush): boolean {
  if (brush.kind === 'some') return brush.names.includes(value === null ? NONE : String(value));
  return typeof value === 'number' && value >= brush.low && value <= brush.high;
}

/** The brush that dragging along an axis makes; undefined where it takes nothing in. Ends are rounded as people read them. */
export function brushBetween(axis: ParallelAxis, one: number, other: number): Brush | undefined {
  const [upper, lower] = [Math.min(one, other), Math.max(one, other)];
  if (axis.kind === 'category') {
    const names = axis.categories.filter((name) => {
      const at = axis.place(name);
      return at >= upper - 2 && at <= lower + 2;
    });
    return names.length === 0 ? undefined : { kind: 'some', names };
  }
  return {
    kind: 'range',
    low: Number(axis.valueAt(lower).toPrecision(4)),
    high: Number(axis.valueAt(upper).toPrecision(4)),
  };
}

/** The pixels that a brush covers on its axis; undefined where it covers nothing of it. */
export function brushPixels(axis: ParallelAxis, brush: Brush): readonly [number, number] | undefined {
  const places =
    brush.kind === 'range'
      ? [brush.low, brush.high].map((end) => axis.place(Math.min(axis.domain[1], Math.max(axis.domain[0], end))))
      : brush.names.filter((name) => axis.categories.includes(name)).map((name) => axis.place(name));
  if (places.length === 0) return undefined;
  const pad = brush.kind === 'some' ? 8 : 0;
  return [Math.min(...places) - pad, Math.max(...places) + pad];
}
