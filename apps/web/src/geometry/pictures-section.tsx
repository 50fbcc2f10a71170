'use client';
import type { LevelLayers } from '@tombola/shared';
import { useEffect, useId, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { useWidth } from '../charts/use-width';
import { formatCount } from '../lib/format';
import { ExportMenu } from '../ui/export-menu';
import { QueryView } from '../ui/query-view';
import { Section } from '../ui/section';
import { Empty, Skeleton } from '../ui/states';
import { adoptGeometryStyles } from './adopt-geometry-styles';
import { isMove, litOf, moveTo, selectorsOf, wordsOf, type Lit } from './lit';
import { useAnswer } from './use-answer';
import type { GeometryView } from './use-geometry-view';
import type { Pictures } from './worker/pictures';

/** Pictures are drawn for a few widths: a window that changes does not ask for another every pixel. */
const STEP = 40;

interface PicturesSectionProps {
  readonly layers: LevelLayers;
  /** Names files. */
  readonly name: string;
  readonly view: GeometryView;
}

/** The decision polygon beside the exact slice: what is pointed at in one lights what is dual to it in the other. */
export function PicturesSection({ layers, name, view: { kind, mode, half, at } }: PicturesSectionProps) {
  const { ref, width: room } = useWidth<HTMLDivElement>();
  const wide = room >= 760;
  const width = Math.floor(Math.max(280, wide ? (room - 24) / 2 : room) / STEP) * STEP;
  const query = useAnswer(
    'pictures',
    [layers.level, at, kind, mode, half, width],
    room === 0 ? undefined : { network: layers, kind, mode, half, width },
  );
  return (
    <Section id="pictures" title="Decision polygon and slice">
      <div ref={ref} className="min-w-0">
        <QueryView query={query} what="the geometry" skeleton={<PicturesSkeleton />}>
          {(pictures) => <LitPictures pictures={pictures} layers={layers} name={name} exact={kind === 'exact'} />}
        </QueryView>
      </div>
    </Section>
  );
}

export const PicturesSkeleton = () => (
  <div className="grid gap-6 md:grid-cols-2">
    <Skeleton className="aspect-square" />
    <Skeleton className="aspect-square" />
  </div>
);

interface LitPicturesProps extends Omit<PicturesSectionProps, 'view'> {
  readonly pictures: Pictures;
  readonly exact: boolean;
}

function LitPictures({ pictures, layers, name, exact }: LitPicturesProps) {
  const { dual, slice } = pictures;
  const [chosen, setLit] = useState<Lit>();
  const left = useRef<HTMLDivElement>(null);
  const right = useRef<HTMLDivElement>(null);
  const id = useId();
  // Another network may have fewer of them.
  const exists = chosen && dual && chosen.index < (chosen.kind === 'vertex' ? dual.vertices : dual.edges).length;
  const lit = exists === true ? chosen : undefined;
  useLayoutEffect(adoptGeometryStyles, []);
  useEffect(() => {
    if (lit === undefined || dual === null) return;
    const selectors = selectorsOf(lit, dual);
    const elements = [
      ...(left.current?.querySelectorAll(selectors.dual) ?? []),
      ...(right.current?.querySelectorAll(selectors.slice) ?? []),
    ];
    for (const element of elements) element.classList.add('lit');
    return () => {
      for (const element of elements) element.classList.remove('lit');
    };
  }, [lit, dual]);

  const among = {
    dual: { vertex: dual?.vertices.map((_, i) => i) ?? [], edge: dual?.edges.map((_, i) => i) ?? [] },
    slice: { vertex: dual?.seenVertices ?? [], edge: dual?.seenEdges ?? [] },
  };
  const handlers = (picture: 'dual' | 'slice') => ({
    onPointerOver: ({ target }: React.PointerEvent) => setLit(litOf(target as Element, picture)),
    onPointerLeave: () => setLit(undefined),
    onBlur: () => setLit(undefined),
    onKeyDown: (event: React.KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'Escape') setLit(undefined);
      if (!isMove(event.key)) return;
      event.preventDefault();
      setLit(moveTo(among[picture], lit, event.key));
    },
  });
  return (
    <div className="flex flex-col gap-3">
      <p className="min-h-10 text-sm text-soft" aria-live="polite" data-testid="lit">
        {lit && dual ? wordsOf(lit, dual) : summaryOf(pictures, exact)}
      </p>
      <div className="grid gap-6 md:grid-cols-2">
        {dual ? (
          <Captioned
            caption={exact ? 'Dual subdivision' : 'Decision polygon'}
            actions={
              <ExportMenu
                name={`${name}-polygon`}
                svg={() => dual.document}
                json={() => ({ vertices: dual.vertices, edges: dual.edges })}
              />
            }
          >
            <div
              ref={left}
              role="application"
              tabIndex={0}
              aria-label={exact ? 'Dual subdivision' : 'Decision polygon'}
              aria-describedby={`${id}-help`}
              className={picture}
              {...handlers('dual')}
              dangerouslySetInnerHTML={{ __html: dual.svg }}
            />
          </Captioned>
        ) : (
          <Empty title={exact ? 'No exact subdivision' : 'No decision polygon'}>
            {exact
              ? 'It takes the cube of the hidden units, which are too many here. The outline does not.'
              : 'It is of networks with one hidden layer. Slices are of any.'}
          </Empty>
        )}
        <Captioned
          caption="Exact slice"
          actions={
            <ExportMenu name={`${name}-slice`} svg={() => slice.document} json={() => ({ layers: layers.layers })} />
          }
        >
          <div
            ref={right}
            role="application"
            tabIndex={0}
            aria-label="Exact slice"
            aria-describedby={`${id}-help`}
            className={picture}
            {...handlers('slice')}
            dangerouslySetInnerHTML={{ __html: slice.svg }}
          />
        </Captioned>
      </div>
      <p id={`${id}-help`} className="sr-only">
        Left and right go from vertex to vertex or from edge to edge, up and down from vertices to edges, Escape ends
        it. What is dual lights in the other picture, and is told.
      </p>
    </div>
  );
}

const picture = 'min-w-0 rounded-md [&>svg]:h-auto [&>svg]:max-w-full';

interface CaptionedProps {
  readonly caption: string;
  readonly actions: ReactNode;
  readonly children: ReactNode;
}

const Captioned = ({ caption, actions, children }: CaptionedProps) => (
  <figure className="flex min-w-0 flex-col gap-2">
    <figcaption className="flex items-center justify-between gap-2 text-sm font-medium">
      {caption}
      {actions}
    </figcaption>
    {children}
  </figure>
);

function summaryOf({ dual, slice }: Pictures, exact: boolean): string {
  const { activation, maps, betti } = slice;
  const cut =
    `The slice has ${formatCount(activation)} cells with ${formatCount(maps)} affine maps; ` +
    `its decision boundary has ${count(betti[0], 'piece')} and ${count(betti[1], 'loop')}.`;
  if (dual === null) return cut;
  const bridges = dual.edges.filter(({ bridge }) => bridge).length;
  const ties = dual.vertices.filter(({ classes }) => classes.length > 1).length;
  const what = exact ? 'The subdivision' : 'The polygon';
  return `${what} has ${count(dual.vertices.length, 'vertex', 'vertices')}, ${count(bridges, 'bridge')} and ${count(ties, 'tie')}. ${cut} Point at a vertex or an edge.`;
}

const count = (n: number, one: string, many = `${one}s`) => `${formatCount(n)} ${n === 1 ? one : many}`;
