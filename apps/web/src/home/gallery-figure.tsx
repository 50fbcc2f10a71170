'use client';
import { drawFigure, observationsFromAggregates } from '@tombola/figures';
import type { FigureSpec, PresetGallery } from '@tombola/shared';
import { useId, useLayoutEffect, useMemo } from 'react';
import { adoptFigureStyles } from '../charts/adopt-figure-styles';
import { WhenNear } from '../lib/when-near';
import { useWidth } from '../charts/use-width';

type Card = PresetGallery['items'][number];

/** The first panel of a study's figure, as we recorded it. */
export function GalleryFigure({ card: { title, figure, panel } }: { readonly card: Card }) {
  if (panel === null)
    return (
      <p className="grid min-h-48 place-items-center text-sm text-soft">No figure of {title} has been recorded yet.</p>
    );
  return <RecordedPanel figure={figure} panel={panel} />;
}

function RecordedPanel({
  figure,
  panel,
}: {
  readonly figure: Card['figure'];
  readonly panel: NonNullable<Card['panel']>;
}) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const id = `gallery-${useId().replace(/\W/g, '')}`;
  useLayoutEffect(adoptFigureStyles, []);
  const drawn = useMemo(() => {
    if (width === 0) return null;
    // The server has read it: its defaults are filled in.
    const { panels, y, ...rest } = figure as unknown as FigureSpec;
    const first: FigureSpec = { ...rest, y: (panels ?? [y!])[0]! };
    return drawFigure(first, observationsFromAggregates(panel.levels), {
      width,
      id,
      sized: false,
      partial: true,
      heading: false,
    });
  }, [figure, panel, width, id]);
  // A drawing is laid out at once, so that nothing moves under the reader's pointer when it is put in. To put them in is
  // most of the page's work, and most of them are below its first screen.
  return (
    <div ref={ref} className="min-h-80">
      {drawn !== null && (
        <WhenNear placeholder={<div style={{ aspectRatio: `${drawn.width} / ${drawn.height}` }} />}>
          <div dangerouslySetInnerHTML={{ __html: drawn.svg }} />
        </WhenNear>
      )}
    </div>
  );
}
