'use client';
import type { TicketDetail } from '@tombola/shared';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { isMissing } from '../api/problem';
import { api } from '../api/queries';
import { geometryHref } from '../geometry/planar';
import { usePathPart } from '../lib/use-path-part';
import { controlOf, controlWords } from '../provenance/recipe-words';
import { Badge } from '../ui/badge';
import { LinkButton } from '../ui/button';
import { Page } from '../ui/page';
import { Empty, ErrorNotice, Loading, Skeleton } from '../ui/states';
import { Tabs } from '../ui/tabs';
import { ExportSection } from './export/export-section';
import { VerificationBadge } from './export/verification-badge';
import { LayerSection } from './layer-section';
import { LevelStepper } from './level-stepper';
import { levelNumber } from './levels';
import { LineageSection } from './lineage/lineage-section';
import { InputSection } from './masks/input-section';
import { MaskSection } from './masks/mask-section';
import { TicketFacts } from './ticket-facts';
import { UnitsSection } from './units-section';
import { useLevels } from './use-levels';
import { WeightSection } from './weights/weight-section';

const crumbs = [{ label: 'Tickets', href: '/tickets' }];

/** A ticket: what its mask keeps, what became of its weights, where it comes from, its ONNX file. */
export function TicketPage() {
  const level = usePathPart(1);
  if (level === undefined) return <Waiting title="Ticket" />;
  return (
    <Suspense fallback={<Waiting title={`Ticket ${level}`} />}>
      <TicketOf level={level} />
    </Suspense>
  );
}

function TicketOf({ level }: { readonly level: string }) {
  const { data, error, refetch, isPlaceholderData } = useQuery({
    ...api.tickets.detail.queryOptions({ level }),
    placeholderData: keepPreviousData,
  });
  if (error !== null && (data === undefined || isPlaceholderData)) {
    return (
      <Page title={`Ticket ${level}`} crumbs={crumbs}>
        {isMissing(error) ? (
          <Empty title="There is no such ticket" action={<LinkButton href="/tickets">All tickets</LinkButton>}>
            A level has a ticket once it is done, such as a3ed33466e0f-s0-l3.
          </Empty>
        ) : (
          <ErrorNotice error={error} retry={() => void refetch()} />
        )}
      </Page>
    );
  }
  return data === undefined ? <Waiting title={`Ticket ${level}`} /> : <Ticket level={level} ticket={data} />;
}

/** @param level what the address says; the ticket is that of the level before while its own comes. */
function Ticket({ level, ticket }: { readonly level: string; readonly ticket: TicketDetail }) {
  const around = useLevels(ticket);
  const control = around.recipe ? controlOf(around.recipe) : null;
  const [newest] = ticket.exports;
  const parameters = Object.keys(ticket.layers);
  const [study] = ticket.studies;
  const place = study && { study: study.study, arm: study.arm };
  const geometry =
    around.recipe && geometryHref(around.recipe, place, { seed: ticket.seed, level: levelNumber(level) });
  return (
    <Page
      title={`Ticket ${level}`}
      crumbs={crumbs}
      badges={
        <>
          {ticket.density === 1 && <Badge>dense</Badge>}
          {control !== null && (levelNumber(level) > 0 || control === 'reorder') && (
            <Badge tone="warn">control: {controlWords(control)}</Badge>
          )}
          {newest && <VerificationBadge of={newest} />}
        </>
      }
      actions={geometry && <LinkButton href={geometry}>Geometry</LinkButton>}
    >
      <TicketFacts ticket={ticket} around={around} />
      <LevelStepper current={level} around={around} />
      <Tabs
        label="Parts of the ticket"
        tabs={{
          mask: {
            label: 'Mask',
            content: (
              <>
                <LayerSection current={level} around={around} />
                <InputSection level={level} />
                <MaskSection level={level} parameters={parameters} />
                <UnitsSection level={level} />
              </>
            ),
          },
          weights: { label: 'Weights', content: <WeightSection level={level} /> },
          lineage: { label: 'Lineage', content: <LineageSection level={level} ticket={ticket.artifact} /> },
          export: { label: 'Export', content: <ExportSection level={level} /> },
        }}
      />
    </Page>
  );
}

function Waiting({ title }: { readonly title: string }) {
  return (
    <Page title={title} crumbs={crumbs}>
      <Loading what="the ticket">
        <div className="flex flex-col gap-5">
          <Skeleton className="h-36" />
          <Skeleton className="h-12" />
          <Skeleton className="h-10" />
          <Skeleton className="h-96" />
        </div>
      </Loading>
    </Page>
  );
}
