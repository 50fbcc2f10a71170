'use client';
import type { LevelOut, TrialDetail } from '@tombola/shared';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../api/queries';
import { useLiveSteps } from '../api/use-live-steps';
import { DataTable } from '../ui/data-table';
import { ExportMenu } from '../ui/export-menu';
import { ScrollRegion } from '../ui/scroll-region';
import { Section } from '../ui/section';
import { Empty } from '../ui/states';
import { levelColumns } from './level-columns';
import { secondsOf, shownMetrics } from './level-metrics';
import { Lineage } from './lineage';

/** The levels of a trial: how sparse, how good, where their masks come from, who trained them. */
export function LevelsSection({ trial }: { readonly trial: TrialDetail }) {
  const { id, tree, recipe } = trial;
  const steps = useLiveSteps();
  const { data } = useQuery(api.system.workers.queryOptions({ all: true }));
  const workers = useMemo(() => new Map((data?.items ?? []).map((worker) => [worker.id, worker.name])), [data]);
  const columns = levelColumns({ trial: id, recipe, metrics: shownMetrics(tree), steps, workers });
  return (
    <Section
      id="levels"
      title="Levels"
      flush
      actions={
        <ExportMenu
          name={`${id}-levels`}
          table={{ header: headerOf(tree), rows: () => rowsOf(tree) }}
          json={() => tree}
        />
      }
    >
      {tree.length === 0 ? (
        <Empty title="No levels">The trial has none of its own yet.</Empty>
      ) : (
        <>
          <Lineage trial={id} recipe={recipe} tree={tree} />
          <ScrollRegion label="Table of levels">
            <DataTable label="Levels" columns={columns} rows={tree} keyOf={({ id }) => id} />
          </ScrollRegion>
        </>
      )}
    </Section>
  );
}

const own = [
  'id',
  'level',
  'parent',
  'state',
  'density',
  'step',
  'steps',
  'attempt',
  'worker',
  'startedAt',
  'finishedAt',
] as const;
const metricsOf = (tree: readonly LevelOut[]) =>
  [...new Set(tree.flatMap(({ metrics }) => Object.keys(metrics ?? {})))].sort();
const headerOf = (tree: readonly LevelOut[]) => [...own, 'seconds', ...metricsOf(tree)];

function rowsOf(tree: readonly LevelOut[]) {
  const metrics = metricsOf(tree);
  return tree.map((level) => [
    ...own.map((key) => level[key]),
    secondsOf(level),
    ...metrics.map((name) => level.metrics?.[name] ?? null),
  ]);
}
