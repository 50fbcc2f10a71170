'use client';
import { useRouter } from 'next/navigation';
import { Suspense, useCallback, useMemo } from 'react';
import type { StudyOut } from '@tombola/shared';
import { useMay } from '../api/session';
import { useAllRows } from '../api/use-all-rows';
import { comparePath } from '../compare/choice';
import { SavedViews } from '../shell/saved-views';
import { useRowKeys, useShortcut } from '../shell/shortcuts';
import { Button, LinkButton } from '../ui/button';
import { DataTable } from '../ui/data-table';
import { ExportMenu } from '../ui/export-menu';
import { Page } from '../ui/page';
import { QueryView } from '../ui/query-view';
import { Empty, SkeletonRows } from '../ui/states';
import { isFiltered } from './filters';
import { StudyFilters } from './study-filters';
import { studyColumns, studyTable } from './study-columns';
import { useChosen } from './use-chosen';
import { useStudies } from './use-studies';

/** All studies: found, filtered, sorted, chosen to be compared. */
export function StudiesPage() {
  const mayWrite = useMay('write');
  return (
    <Page
      title="Studies"
      actions={
        mayWrite && (
          <LinkButton kind="primary" href="/launch">
            Launch a study
          </LinkButton>
        )
      }
    >
      <Suspense>
        <Studies />
      </Suspense>
    </Page>
  );
}

function Studies() {
  const router = useRouter();
  const { filters, setFilters, rows, query, ask } = useStudies();
  const { fetchAll, progress } = useAllRows(ask);
  const { chosen, setChosen } = useChosen();
  const current = useRowKeys(rows.length, (index) => router.push(`/studies/${rows[index]!.id}`));
  const choose = useCallback(
    ({ id }: StudyOut, on: boolean) =>
      setChosen((before) => (on ? [...before, id] : before.filter((each) => each !== id))),
    [setChosen],
  );
  const columns = useMemo(() => studyColumns(chosen, choose), [chosen, choose]);
  const compare = () => router.push(comparePath({ studies: [...chosen], trials: [] }));
  useShortcut('x', 'choose the row', () => {
    const row = rows[current];
    if (row !== undefined) choose(row, !chosen.has(row.id));
  });
  useShortcut('c', 'compare the chosen', compare, chosen.size > 0);
  return (
    <>
      <SavedViews />
      <StudyFilters filters={filters} onChange={setFilters} />
      <div className="card min-h-96 overflow-x-auto">
        <div className="flex min-h-12 flex-wrap items-center justify-between gap-2 border-b border-rule px-3 py-1.5 text-sm text-soft">
          <span aria-live="polite">
            {chosen.size > 0
              ? `${chosen.size} chosen`
              : rows.length > 0 && `${rows.length}${query.hasNextPage ? ' and more' : ''}`}
          </span>
          <div className="flex gap-2">
            {chosen.size > 0 && (
              <>
                <Button kind="ghost" onClick={() => setChosen([])}>
                  Choose none
                </Button>
                <Button onClick={compare}>Compare</Button>
              </>
            )}
            <ExportMenu
              name="studies"
              table={async () => studyTable(await fetchAll())}
              json={fetchAll}
              progress={progress}
            />
          </div>
        </div>
        <QueryView query={query} what="studies" skeleton={<SkeletonRows count={12} />} flush>
          {() =>
            rows.length === 0 ? (
              <Nothing filtered={isFiltered(filters)} onClear={() => setFilters(null)} />
            ) : (
              <DataTable
                label="Studies"
                columns={columns}
                rows={rows}
                keyOf={({ id }) => id}
                sort={filters.sort}
                onSort={(sort) => setFilters({ sort: sort as typeof filters.sort })}
                current={current}
                selected={({ id }) => chosen.has(id)}
                onEnd={() => query.hasNextPage && !query.isFetchingNextPage && void query.fetchNextPage()}
              />
            )
          }
        </QueryView>
      </div>
    </>
  );
}

function Nothing({ filtered, onClear }: { readonly filtered: boolean; readonly onClear: () => void }) {
  if (filtered) {
    return (
      <Empty title="No study fits" action={<Button onClick={onClear}>Show all</Button>}>
        Nothing has this name, state and tag together.
      </Empty>
    );
  }
  return (
    <Empty title="There is no study yet" action={<LinkButton href="/launch">Launch the first</LinkButton>}>
      A study trains tickets and their controls over several seeds, and says whether a claim of the literature holds.
    </Empty>
  );
}
