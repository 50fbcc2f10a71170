'use client';
import type { LevelState, StudyPage } from '@tombola/shared';
import { useMemo } from 'react';
import { useLiveSteps } from '../api/use-live-steps';
import { comparePath } from '../compare/choice';
import { matcher } from '../curves/matching';
import { formatCount } from '../lib/format';
import { useHashList } from '../lib/use-hash-list';
import { Button, LinkButton } from '../ui/button';
import { ExportMenu } from '../ui/export-menu';
import { Section } from '../ui/section';
import { Empty } from '../ui/states';
import { exportHeader, exportRows } from './export-rows';
import { metricsOf } from './metric-columns';
import { armsOf } from './study-trials';
import { TrialsControls } from './trials-controls';
import { treeColumns } from './tree-columns';
import { TreeGrid } from './tree-grid';
import { filterArms, sortArms, treeRows, type TreeRow } from './tree-rows';
import { useTrialsView } from './use-trials-view';

/** Up to so many trials arms are open from the start. */
const FEW_TRIALS = 40;

/** The trials of a study: arms, seeds, levels, with means over seeds; what is chosen can be compared. */
export function TrialsTab({ page }: { readonly page: StudyPage }) {
  const [view, change] = useTrialsView();
  const [pick, setPick] = useHashList('pick');
  const steps = useLiveSteps();
  const arms = useMemo(() => armsOf(page), [page]);
  const metrics = useMemo(() => metricsOf(page), [page]);
  const at = view.at ?? 'last';
  const find = useMemo(() => matcher(view.find), [view.find]);
  const { aggregates, levelsLeftOut, study } = page;
  const { states, arms: wanted, order } = view;
  const shown = useMemo(() => {
    const filtered = filterArms(arms, { states, arms: wanted, matcher: find });
    return sortArms(filtered, order, at, aggregates);
  }, [arms, states, wanted, find, order, at, aggregates]);
  const open = useMemo(() => {
    if (view.open !== null) return new Set(view.open);
    return new Set(study.trials <= FEW_TRIALS ? arms.map(({ id }) => id) : []);
  }, [view.open, study.trials, arms]);
  const rows = useMemo(() => treeRows(shown, open), [shown, open]);
  const all = useMemo(() => treeColumns({ metrics, aggregates, at, steps }), [metrics, aggregates, at, steps]);
  const columns = all.filter(({ id }) => !view.without.includes(id));

  const picked = new Set(pick);
  const trialsOf = (row: TreeRow) => (row.kind === 'arm' ? row.arm.trials.map(({ id }) => id) : [row.trial.id]);
  const chosen = (row: TreeRow) => {
    const trials = trialsOf(row);
    const count = trials.filter((id) => picked.has(id)).length;
    return count === 0 ? 'none' : count === trials.length ? 'all' : 'some';
  };
  const choose = (row: TreeRow) => {
    const trials = trialsOf(row);
    const rest = pick.filter((id) => !trials.includes(id));
    setPick(() => (chosen(row) === 'all' ? rest : [...rest, ...trials]));
  };
  const setOpen = (row: TreeRow, isOpen: boolean) => {
    const next = new Set(open);
    if (isOpen) next.add(row.key);
    else next.delete(row.key);
    change({ open: [...next] }, 'replace');
  };
  const counts = new Map<LevelState, number>();
  for (const { state } of page.levels) counts.set(state, (counts.get(state) ?? 0) + 1);
  const numbers = [...new Set(page.levels.map(({ level }) => level))].sort((a, b) => a - b);
  const trials = new Set(shown.flatMap((arm) => arm.trials.map(({ id }) => id))).size;
  return (
    <Section
      id="trials"
      flush
      title={
        <>
          Trials <span className="font-normal text-soft tabular-nums">{formatCount(trials)}</span>
        </>
      }
      actions={
        <>
          {picked.size > 0 && (
            <>
              <LinkButton kind="primary" href={comparePath({ studies: [], trials: [...picked] })}>
                Compare selected ({picked.size})
              </LinkButton>
              <Button onClick={() => setPick(() => [])}>Clear</Button>
            </>
          )}
          <ExportMenu
            name={`${study.id}-trials`}
            table={{ header: exportHeader(metrics), rows: () => exportRows(shown, metrics) }}
          />
        </>
      }
    >
      <TrialsControls {...{ view, change, arms, counts, numbers }} columns={all} findError={find.error} />
      {rows.length === 0 ? (
        <Empty
          title="No trial fits"
          action={<Button onClick={() => change({ states: [], arms: [], find: '' })}>Show all</Button>}
        >
          No level has one of these states, or no name fits the filter.
        </Empty>
      ) : (
        <div role="region" aria-label="Table of trials" tabIndex={-1} className="overflow-x-auto">
          <TreeGrid
            rows={rows}
            columns={columns}
            order={order}
            onOrder={(next) => change({ order: next })}
            onOpen={setOpen}
            chosen={chosen}
            onChoose={choose}
          />
        </div>
      )}
      {levelsLeftOut > 0 && (
        <p className="border-t border-rule px-4 py-2 text-sm text-soft">
          {formatCount(levelsLeftOut)} more levels are not listed here; the pages of their trials have them. Means are
          over all.
        </p>
      )}
    </Section>
  );
}
