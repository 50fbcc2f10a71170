'use client';
import type { HeadlineOut, StudyPage } from '@tombola/shared';
import { ExportMenu } from '../../ui/export-menu';
import { Section } from '../../ui/section';
import { ShortTable } from '../../ui/short-table';
import type { Column } from '../../ui/table-parts';

const columns: readonly Column<HeadlineOut>[] = [
  { id: 'published', header: 'The paper', cell: ({ published }) => published, className: 'min-w-52' },
  { id: 'here', header: 'Here', cell: ({ here }) => here, className: 'min-w-52' },
  { id: 'n', header: 'n', number: true, cell: ({ n }) => n },
];

const header = ['published', 'metric', 'unit', 'arm', 'density', 'value', 'against', 'its value', 'n'] as const;

/** The numbers that the paper of a study prints, and what was found here. For studies that have levels to compare. */
export function HeadlinesSection({ page: { study, headlines } }: { readonly page: StudyPage }) {
  return (
    <Section
      title="Beside the paper"
      id="beside-the-paper"
      flush
      actions={
        <ExportMenu
          name={`${study.id}-beside-the-paper`}
          table={{ header, rows: () => headlines.map(exportRow) }}
          json={() => headlines}
        />
      }
    >
      <div role="region" aria-label="Table of the paper’s numbers" tabIndex={0} className="overflow-x-auto">
        <ShortTable label="Beside the paper" columns={columns} rows={headlines} keyOf={({ published }) => published} />
      </div>
      <p className="border-t border-rule px-4 py-2 text-xs text-soft">
        The paper’s numbers are of its own protocol; ours are means over n seeds of what this study runs.
      </p>
    </Section>
  );
}

function exportRow({ published, metric, unit, arm, densities, value, against, n }: HeadlineOut) {
  return [published, metric, unit, arm, densities.join(' '), value, against?.arm ?? null, against?.value ?? null, n];
}
