'use client';
import { drawLines, drawnMetrics } from '@tombola/figures';
import type { ArmAggregateOut, StudyPage, StudyState } from '@tombola/shared';
import { lazy, Suspense, useMemo } from 'react';
import { WhenNear } from '../../lib/when-near';
import { hasEnded } from '../../studies/states';
import { ExportMenu } from '../../ui/export-menu';
import { Section } from '../../ui/section';
import { Skeleton } from '../../ui/states';
import { firstFigure, moreFigures } from '../declared';
import { wholePart, type AnyFigure } from './figure-facts';
import { LiveFigure } from './live-figure';

const DotsFigure = lazy(() => import('./dots-figure').then((module) => ({ default: module.DotsFigure })));

/** The study's figure, which grows while the study runs. */
export function FigureSection({ page }: { readonly page: StudyPage }) {
  const { declaration, arms } = page.study;
  const spec = useMemo(() => firstFigure({ declaration, arms }), [declaration, arms]);
  return <OneFigure page={page} spec={spec} title="Figure" id="figure" />;
}

/** Figures of a study beside its first one, each drawn when one comes near it. */
export function MoreFigures({ page }: { readonly page: StudyPage }) {
  const { declaration, arms } = page.study;
  const figures = useMemo(() => moreFigures({ declaration, arms }), [declaration, arms]);
  return figures.map((spec) => (
    <WhenNear key={spec.id} placeholder={<Skeleton className="h-96" />}>
      <OneFigure page={page} spec={spec} title={spec.title} id={`figure-${spec.id}`} />
    </WhenNear>
  ));
}

interface OneFigureProps {
  readonly page: StudyPage;
  readonly spec: AnyFigure;
  readonly title: string;
  /** Of the section, and of files. */
  readonly id: string;
}

function OneFigure({ page: { study, aggregates }, spec, title, id }: OneFigureProps) {
  const metrics = drawnMetrics(spec);
  const shown = aggregates.filter(({ metric }) => metrics.includes(metric));
  const part = wholePart(spec, aggregates);
  return (
    <Section
      title={title}
      id={id}
      actions={
        <ExportMenu
          name={`${study.id}-${id}`}
          table={async () => (await import('./figure-rows')).figureTable(spec, shown)}
          json={() => ({ study: study.id, figure: spec, aggregates: shown })}
          {...(part && {
            svg: async () => (await import('./figure-document')).figureDocument(part, shown),
          })}
        />
      }
    >
      {spec.kind === 'line' ? (
        <LiveFigure spec={spec} draw={drawLines} aggregates={aggregates} name={title} />
      ) : (
        <Suspense fallback={<Skeleton className="h-96" />}>
          <DotsFigure spec={spec} aggregates={aggregates} name={title} />
        </Suspense>
      )}
      <p className="mt-2 text-xs text-soft">{countText(shown, study.state, spec)}</p>
    </Section>
  );
}

/** How many seeds the means are over. */
function countText(aggregates: readonly ArmAggregateOut[], state: StudyState, { kind }: AnyFigure): string {
  const ended = hasEnded(state);
  const counts = aggregates.flatMap(({ levels }) => levels.map(({ summary: { n } }) => n));
  if (counts.length === 0) return ended ? 'No level was done.' : 'Points appear as levels are done.';
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const seeds = least === most ? `${most} ${most === 1 ? 'seed' : 'seeds'}` : `${least} to ${most} seeds`;
  const spread = kind === 'dots' ? 'lines are 95 % intervals' : 'bands from the least to the greatest seed';
  return `Means over ${seeds} a level${ended ? '' : ' so far'}; ${spread}; ${kind === 'dots' ? 'small dots' : 'dots'} are seeds.`;
}
