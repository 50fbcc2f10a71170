'use client';
import type { StudyPage } from '@tombola/shared';
import { useMemo } from 'react';
import { strokeOf } from '../../charts/colours';
import { formatCount } from '../../lib/format';
import { useDark } from '../../shell/theme';
import { ExportMenu } from '../../ui/export-menu';
import { Progress } from '../../ui/progress';
import { Section } from '../../ui/section';
import { ShortTable } from '../../ui/short-table';
import type { Column } from '../../ui/table-parts';
import { firstFigure } from '../declared';
import { colourIndex } from '../figure/figure-facts';
import { armRows, type ArmRow } from './arm-rows';

/** The arms: what each changes, and how far it is. */
export function ArmsSection({ page }: { readonly page: StudyPage }) {
  const { study, levelsLeftOut } = page;
  const dark = useDark();
  const { arms, shared } = useMemo(() => armRows(page), [page]);
  const spec = firstFigure(study);
  const columns: readonly Column<ArmRow>[] = [
    {
      id: 'arm',
      header: 'Arm',
      cell: ({ id, label }) => {
        const index = colourIndex(spec, id);
        return (
          <span className="inline-flex items-center gap-2 whitespace-nowrap">
            <span
              aria-hidden="true"
              className="size-2.5 shrink-0 rounded-full bg-edge"
              style={index < 0 ? undefined : { background: strokeOf(index, dark).colour }}
            />
            <span className="font-medium">{label}</span>
            <span className="font-mono text-xs text-soft">{id}</span>
          </span>
        );
      },
    },
    {
      id: 'changes',
      header: 'Changes of the recipe',
      cell: ({ changes }) =>
        changes.length === 0 ? (
          <span className="text-soft">none</span>
        ) : (
          <span className="font-mono text-xs">{changes.join(', ')}</span>
        ),
    },
    { id: 'trials', header: 'Trials', number: true, cell: ({ trials }) => formatCount(trials) },
    {
      id: 'levels',
      header: 'Levels done',
      cell: ({ done, total }) => (
        <span className="flex items-center gap-2.5">
          <Progress done={done} total={total} what="levels" className="max-w-32 min-w-16" />
          <span className="whitespace-nowrap tabular-nums">
            {formatCount(done)} / {formatCount(total)}
          </span>
        </span>
      ),
    },
    {
      id: 'failed',
      header: 'Failed',
      number: true,
      cell: ({ failed }) => <span className={failed > 0 ? 'font-medium text-bad' : 'text-soft'}>{failed}</span>,
    },
  ];
  return (
    <Section
      title="Arms"
      id="arms"
      flush
      actions={
        <ExportMenu
          name={`${study.id}-arms`}
          table={{
            header: ['arm', 'label', 'changes', 'trials', 'levels', 'done', 'failed'],
            rows: () =>
              arms.map(({ id, label, changes, trials, total, done, failed }) => [
                id,
                label,
                changes.join(', '),
                trials,
                total,
                done,
                failed,
              ]),
          }}
        />
      }
    >
      <div role="region" aria-label="Table of arms" tabIndex={0} className="overflow-x-auto">
        <ShortTable label="Arms" columns={columns} rows={arms} keyOf={({ id }) => id} />
      </div>
      {shared.total > 0 && (
        <p className="border-t border-rule px-4 py-2 text-xs text-soft">
          And {formatCount(shared.total)} dense trainings that the arms share, {formatCount(shared.done)} done
          {shared.failed > 0 && `, ${shared.failed} failed`}.
        </p>
      )}
      {levelsLeftOut > 0 && (
        <p className="border-t border-rule px-4 py-2 text-xs text-soft">
          Counted over the first {formatCount(page.levels.length)} levels; {formatCount(levelsLeftOut)} more are in the
          list of trials.
        </p>
      )}
    </Section>
  );
}
