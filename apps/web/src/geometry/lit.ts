import type { Pictures } from './worker/pictures';

type Dual = NonNullable<Pictures['dual']>;

/** A vertex or an edge of the polygon, and what is dual to it in the slice: a region, a piece of the decision boundary. */
export interface Lit {
  readonly kind: 'vertex' | 'edge';
  readonly index: number;
}

/** What an element of either picture stands for. */
export function litOf(element: Element, picture: 'dual' | 'slice'): Lit | undefined {
  const data = element.closest('[data-vertex],[data-edge],[data-boundary]');
  const read = (name: string): number | undefined => {
    const text = data?.getAttribute(`data-${name}`);
    return text == null || Number(text) < 0 ? undefined : Number(text);
  };
  // Of a slice, `data-edge` counts edges of its own.
  const edge = read('boundary') ?? (picture === 'dual' ? read('edge') : undefined);
  if (edge !== undefined) return { kind: 'edge', index: edge };
  const vertex = read('vertex');
  return vertex === undefined ? undefined : { kind: 'vertex', index: vertex };
}

/** Selectors of what is lit in both pictures. A crease, which slices have no element for, lights the regions on both sides. */
export function selectorsOf(
  { kind, index }: Lit,
  { edges, seenEdges }: Dual,
): { readonly dual: string; readonly slice: string } {
  const vertex = (i: number) => `[data-vertex="${i}"]`;
  if (kind === 'vertex') return { dual: vertex(index), slice: vertex(index) };
  const { bridge, ends } = edges[index]!;
  return {
    dual: `[data-edge="${index}"],[data-boundary="${index}"]`,
    slice: bridge && seenEdges.includes(index) ? `[data-boundary="${index}"]` : ends.map(vertex).join(),
  };
}

/** Keys that go from one to the next: left and right among vertices or edges, up and down from one kind to the other. */
const moves = ['ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown', 'Home', 'End'] as const;
type Move = (typeof moves)[number];

export const isMove = (key: string): key is Move => (moves as readonly string[]).includes(key);

/** @param among the vertices and edges that one may go to, ascending */
export function moveTo(
  among: Readonly<Record<Lit['kind'], readonly number[]>>,
  from: Lit | undefined,
  key: Move,
): Lit | undefined {
  const other = { vertex: 'edge', edge: 'vertex' } as const;
  const turns = key === 'ArrowUp' || key === 'ArrowDown';
  const kind = from === undefined ? 'vertex' : turns ? other[from.kind] : from.kind;
  const list = among[kind];
  if (list.length === 0) return from;
  const place = from === undefined ? -1 : list.findIndex((index) => index >= from.index);
  const last = list.length - 1;
  const to = {
    ArrowRight: place < 0 ? 0 : (place + 1) % list.length,
    ArrowLeft: place <= 0 ? last : place - 1,
    ArrowUp: Math.max(place, 0),
    ArrowDown: Math.max(place, 0),
    Home: 0,
    End: last,
  }[key];
  return { kind, index: list[to]! };
}

/** What is lit, in words. */
export function wordsOf({ kind, index }: Lit, { vertices, edges, seenVertices, seenEdges }: Dual): string {
  const away = 'What is dual to it lies outside the slice.';
  if (kind === 'vertex') {
    const { point, classes } = vertices[index]!;
    const who = classes.length > 1 ? `tie of classes ${classes.join(' and ')}` : `class ${classes[0]} wins`;
    const seen = seenVertices.includes(index) ? 'Its region is lit in the slice.' : away;
    return `Vertex ${index} of ${vertices.length}: ${who}, slope (${point.map(short).join(', ')}). ${seen}`;
  }
  const { ends, bridge, neurons } = edges[index]!;
  const between = ends.map((end) => vertices[end]!.classes.join('/'));
  const what = bridge ? `bridge between class ${between.join(' and ')}` : `crease within class ${between[0]}`;
  const units =
    neurons.length === 0
      ? ''
      : ` ${neurons.length === 1 ? 'Unit' : 'Units'} ${neurons.join(', ')} of the hidden layer switch there.`;
  const seen = !seenEdges.includes(index)
    ? away
    : bridge
      ? 'Its piece of the decision boundary is lit in the slice.'
      : 'The regions on both sides are lit in the slice.';
  return `Edge ${index} of ${edges.length}: ${what}. ${seen}${units}`;
}

const short = (value: number) => Number(value.toPrecision(3)).toString().replace('-', '−');
