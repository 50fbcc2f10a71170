'use client';
import { parseAsString, useQueryState } from 'nuqs';
import { useMemo, useState } from 'react';
import { formatMetricName } from '../../lib/format';
import { Button } from '../../ui/button';
import { DataTable } from '../../ui/data-table';
import { ExportMenu } from '../../ui/export-menu';
import { Section } from '../../ui/section';
import type { SetViewState, View, ViewState } from '../use-view';
import { columnsOf } from './columns';
import { rowsOf, sortRows } from './rows';

interface GroupsTableProps {
  readonly view: View;
  readonly state: ViewState;
  readonly setState: SetViewState;
}

/** More groups than these are folded. */
const FEW = 10;

/** Every group with its value at the level that is looked at; here groups are hidden and pinned. */
export function GroupsTable({ view, state, setState }: GroupsTableProps) {
  const [sort, setSort] = useQueryState('sort', parseAsString.withOptions({ history: 'push' }));
  const [all, setAll] = useState(false);
  const rows = useMemo(() => sortRows(rowsOf(view), sort), [view, sort]);
  const columns = columnsOf(view, {
    toggle: (key) => void setState({ hide: flipped(state.hide, key) }),
    pin: (key) => void setState({ base: key }),
  });
  const shown = all ? rows : rows.slice(0, FEW);
  const some = view.groups.length > 0;
  return (
    <Section
      id="groups"
      title="Groups"
      flush
      actions={
        <>
          <Button kind="ghost" onClick={() => void setState({ hide: some ? view.all.map(({ key }) => key) : null })}>
            {some ? 'Hide all' : 'Show all'}
          </Button>
          {some && view.groups.length < view.all.length && (
            <Button kind="ghost" onClick={() => void setState({ hide: null })}>
              Show all
            </Button>
          )}
          <ExportMenu name="groups" table={exportOf(view, rows)} />
        </>
      }
    >
      <DataTable
        label="Groups"
        columns={columns}
        rows={shown}
        keyOf={({ group }) => group.key}
        rowHeight={40}
        selected={({ group }) => group.key === view.baseline?.key}
        onSort={(next) => void setSort(next)}
        {...(sort !== null && { sort })}
      />
      {rows.length > FEW && (
        <div className="border-t border-rule px-2 py-1">
          <Button kind="ghost" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? `The first ${FEW} only` : `All ${rows.length} groups`}
          </Button>
        </div>
      )}
    </Section>
  );
}

const flipped = (keys: readonly string[], key: string) =>
  keys.includes(key) ? keys.filter((each) => each !== key) : [...keys, key];

function exportOf({ metric, baseline }: View, rows: ReturnType<typeof rowsOf>) {
  const name = formatMetricName(metric);
  return {
    header: [
      ...['group', 'recipe', 'level', 'density', 'n', `${name} mean`, 'std', 'min', 'max', 'low 95 %', 'high 95 %'],
      ...(baseline === undefined
        ? []
        : [`difference to ${baseline.label}`, 'pairs', 'difference low', 'difference high']),
    ],
    rows: () =>
      rows.map(({ group, level, difference }) => [
        ...[group.label, group.recipes.join(' '), level?.level, level?.density, level?.summary.n],
        ...[level?.summary.mean, level?.summary.std, level?.summary.min, level?.summary.max],
        ...[level?.summary.interval?.[0], level?.summary.interval?.[1]],
        ...(baseline === undefined
          ? []
          : [difference?.mean, difference?.n, difference?.interval?.[0], difference?.interval?.[1]]),
      ]),
  };
}
