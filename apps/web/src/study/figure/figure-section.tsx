'use client';
import type { ArmAggregateOut, FigureSpec, StudyPage, StudyState } from '@tombola/shared';
import { ExportMenu } from '../../ui/export-menu';
import { Section } from '../../ui/section';
import { exportHeader, exportRows, tableRows } from '../tables/table-rows';
import { declared } from '../declared';
import { wholePart } from './figure-facts';
import { LiveFigure } from './live-figure';

/** The study's figure, which grows while the study runs. */
export function FigureSection({ page: { study, aggregates } }: { readonly page: StudyPage }) {
  const { figure: spec } = declared(study);
  const metrics = metricsOf(spec);
  const shown = aggregates.filter(({ metric }) => metrics.includes(metric));
  const arms = spec.arms.map(({ arm, label }) => ({ id: arm, label }));
  const part = wholePart(spec, aggregates);
  return (
    <Section
      title="Figure"
      id="figure"
      actions={
        <ExportMenu
          name={`${study.id}-figure`}
          table={{
            header: exportHeader,
            rows: () =>
              metrics.flatMap((metric) => {
                const ids = arms.map(({ id }) => id);
                return exportRows(tableRows(aggregates, metric, ids), metric, arms);
              }),
          }}
          json={() => ({ study: study.id, figure: spec, aggregates: shown })}
          {...(part && {
            svg: async () => (await import('./figure-document')).figureDocument(part, shown, metricsOf(part)),
          })}
        />
      }
    >
      <LiveFigure spec={spec} aggregates={aggregates} />
      <p className="mt-2 text-xs text-soft">{countText(shown, study.state)}</p>
    </Section>
  );
}

function metricsOf({ x, y, panels }: FigureSpec): string[] {
  const shown = (panels ?? [y!]).map(({ metric }) => metric);
  return [...new Set(x.metric === 'density' ? shown : [...shown, x.metric])];
}

/** How many seeds the means are over. */
function countText(aggregates: readonly ArmAggregateOut[], state: StudyState): string {
  const ended = ['done', 'failed', 'cancelled'].includes(state);
  const counts = aggregates.flatMap(({ levels }) => levels.map(({ summary: { n } }) => n));
  if (counts.length === 0) return ended ? 'No level was done.' : 'Points appear as levels are done.';
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const seeds = least === most ? `${most} ${most === 1 ? 'seed' : 'seeds'}` : `${least} to ${most} seeds`;
  return `Means over ${seeds} a level${ended ? '' : ' so far'}; bands from the least to the greatest seed; dots are seeds.`;
}
