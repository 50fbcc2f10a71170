'use client';
import { useQuery } from '@tanstack/react-query';
import type { PresetGallery } from '@tombola/shared';
import { api } from '../api/queries';
import { VerdictBadge } from '../ui/badge';
import { LinkButton } from '../ui/button';
import { CodeBlock } from '../ui/copy';
import { Link } from '../ui/link';
import { QueryView } from '../ui/query-view';
import { Empty, Skeleton } from '../ui/states';
import { Ago } from '../ui/time';
import { GalleryFigure } from './gallery-figure';
import { verdictCounts } from './verdict-counts';

type Card = PresetGallery['items'][number];

/** The studies of the literature: what each asks, what we found, and how to find it oneself. */
export function Gallery() {
  const query = useQuery({ ...api.presets.gallery.queryOptions(), staleTime: 5 * 60_000 });
  return (
    <section aria-labelledby="gallery-title" id="gallery" className="flex flex-col gap-3">
      <h2 id="gallery-title" className="text-lg font-semibold tracking-tight">
        Studies of the literature
      </h2>
      <QueryView query={query} what="the gallery" skeleton={<Skeleton className="h-[34rem]" />}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title="No study is declared">
              Studies are data; they are found here as soon as they are declared.
            </Empty>
          ) : (
            <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,26rem),1fr))] gap-5">
              {items.map((item) => (
                <li key={item.id} className="card @container only:col-span-full">
                  <StudyCard card={item} />
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
    </section>
  );
}

function StudyCard({ card }: { readonly card: Card }) {
  const { id, title, question, citation, claims, recorded, newest } = card;
  return (
    <div className="grid h-full content-start @4xl:grid-cols-[3fr_2fr] @4xl:grid-rows-[auto_1fr_auto]">
      <div className="flex flex-col gap-1 px-4 pt-4">
        <h3 className="font-semibold text-balance">{title}</h3>
        <p className="text-sm">{question}</p>
        <p className="text-xs text-soft">{citation}</p>
      </div>
      <div className="order-1 px-2 @4xl:order-none @4xl:col-start-1 @4xl:row-span-3 @4xl:row-start-1 @4xl:border-r @4xl:border-rule">
        <GalleryFigure card={card} />
      </div>
      <div className="order-2 flex flex-col gap-2 px-4 py-3 text-sm @4xl:col-start-2">
        <p className="text-xs text-soft">
          {claims.length} {claims.length === 1 ? 'claim' : 'claims'}
          {recorded === null
            ? ', not tested by us yet'
            : `: ${verdictCounts(claims.flatMap((each) => each.recorded ?? []))}`}
        </p>
        <ul aria-label={`Claims of ${title}`} className="flex flex-col gap-2">
          {claims.map((claim) => (
            <li key={claim.id} className="flex items-start justify-between gap-3">
              <span>{claim.sentence}</span>
              {claim.recorded !== null && <VerdictBadge verdict={claim.recorded.verdict} />}
            </li>
          ))}
        </ul>
      </div>
      <div className="order-3 flex flex-col gap-2 border-t border-rule px-4 py-3 text-xs text-soft">
        {recorded !== null && (
          <details>
            <summary className="py-1">
              Found on {recorded.dataset}, {recorded.scale}, n = {recorded.seeds.length} seeds,{' '}
              {recorded.recordedAt.slice(0, 10)}
            </summary>
            <CodeBlock code={recorded.command} label={`Command of ${title}`} />
          </details>
        )}
        <div className="flex flex-wrap items-center justify-between gap-2">
          {newest === null ? (
            <span>No run of it has finished on this server yet.</span>
          ) : (
            <span>
              Run here:{' '}
              <Link href={`/studies/${newest.id}`} className="underline">
                {newest.id}
              </Link>
              , <Ago moment={newest.finishedAt} />
            </span>
          )}
          <LinkButton kind="primary" href={`/launch?preset=${id}`} aria-label={`Run it: ${title}`}>
            Run it
          </LinkButton>
        </div>
      </div>
    </div>
  );
}
