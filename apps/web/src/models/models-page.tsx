'use client';
import type { ModelOut } from '@tombola/shared';
import { useRouter } from 'next/navigation';
import { formatCount } from '../lib/format';
import { useRowKeys } from '../shell/shortcuts';
import { Badge } from '../ui/badge';
import { LinkButton } from '../ui/button';
import { DataTable, type Column } from '../ui/data-table';
import { ExportMenu } from '../ui/export-menu';
import { Link } from '../ui/link';
import { Page } from '../ui/page';
import { QueryView } from '../ui/query-view';
import { Empty, SkeletonRows } from '../ui/states';
import { Ago } from '../ui/time';
import { useModels } from './use-models';

const columns: readonly Column<ModelOut>[] = [
  {
    id: 'name',
    header: 'Name',
    cell: ({ name }) => (
      <Link href={`/models/${name}`} className="font-medium">
        {name}
      </Link>
    ),
  },
  {
    id: 'description',
    header: 'Description',
    className: 'max-w-md',
    cell: ({ description }) => <span className="line-clamp-1 text-soft">{description}</span>,
  },
  { id: 'versions', header: 'Versions', number: true, cell: ({ versions }) => formatCount(versions) },
  {
    id: 'latest',
    header: 'Latest',
    number: true,
    cell: ({ latest }) => (latest === null ? <span className="text-soft">–</span> : `version ${latest}`),
  },
  {
    id: 'production',
    header: 'In production',
    cell: ({ production }) =>
      production === null ? <span className="text-soft">none</span> : <Badge tone="good">version {production}</Badge>,
  },
  { id: 'created', header: 'Begun', number: true, cell: ({ createdAt }) => <Ago moment={createdAt} /> },
];

/** The registry: named models, each a row of verified exports. */
export function ModelsPage() {
  const router = useRouter();
  const { rows, query } = useModels();
  const current = useRowKeys(rows.length, (index) => router.push(`/models/${rows[index]!.name}`));
  return (
    <Page title="Models" lead="Verified ONNX files under names, version by version; one of them in production.">
      <div className="card min-h-96">
        <div className="flex min-h-12 items-center justify-between gap-2 border-b border-rule px-3 py-1.5 text-sm text-soft">
          <span aria-live="polite">{rows.length > 0 && `${rows.length}${query.hasNextPage ? ' and more' : ''}`}</span>
          <ExportMenu
            name="models"
            table={{
              header: ['name', 'description', 'versions', 'latest', 'production', 'createdAt'],
              rows: () =>
                rows.map((model) => [
                  ...[model.name, model.description, model.versions, model.latest, model.production],
                  model.createdAt,
                ]),
            }}
          />
        </div>
        <QueryView query={query} what="models" skeleton={<SkeletonRows count={6} />} flush>
          {() =>
            rows.length === 0 ? (
              <Empty title="There is no model yet" action={<LinkButton href="/tickets">Choose a ticket</LinkButton>}>
                Export a ticket to ONNX; once its file is verified, register it as the first version of a model.
              </Empty>
            ) : (
              <div role="region" aria-label="Models" tabIndex={0} className="overflow-x-auto">
                <DataTable
                  label="Models"
                  columns={columns}
                  rows={rows}
                  keyOf={({ name }) => name}
                  current={current}
                  onEnd={() => query.hasNextPage && !query.isFetchingNextPage && void query.fetchNextPage()}
                />
              </div>
            )
          }
        </QueryView>
      </div>
    </Page>
  );
}
