'use client';
import type { StudyPage } from '@tombola/shared';
import type { ReactNode } from 'react';
import { formatCount, formatDensity, formatValue } from '../lib/format';
import { capitalise } from '../lib/words';
import { StateBadge } from '../ui/badge';
import { Progress } from '../ui/progress';
import { Ago } from '../ui/time';
import { LossSparkline } from './loss-sparkline';
import type { Metric } from './metric-columns';
import { Sparkline } from './sparkline';
import type { PageLevel, StudyArm } from './study-trials';
import { trialState } from './trial-state';
import { aggregateAt, finishedAt, levelAt, type At, type TreeRow } from './tree-rows';

/** A column of the tree beside the names. */
export interface TreeColumn {
  readonly id: string;
  readonly label: string;
  readonly number?: boolean;
  /** By what a click on its head sorts. */
  readonly sort?: string;
  readonly cell: (row: TreeRow) => ReactNode;
}

interface Context {
  readonly metrics: readonly Metric[];
  readonly aggregates: StudyPage['aggregates'];
  readonly at: At;
  /** Steps of running levels, by id. */
  readonly steps: ReadonlyMap<string, number>;
}

const dash = <span className="text-soft">–</span>;

/** What the tree can show of arms, trials and levels. */
export function treeColumns({ metrics, aggregates, at, steps }: Context): TreeColumn[] {
  const stepOf = ({ id, step, state }: PageLevel) => (state === 'running' ? Math.max(step, steps.get(id) ?? 0) : step);
  const [first] = metrics;
  return [
    { id: 'state', label: 'State', sort: 'state', cell: stateCell },
    {
      id: 'density',
      label: 'Weights',
      number: true,
      cell: (row) => {
        const density = densityOf(row, at, aggregates);
        return density === undefined ? dash : formatDensity(density);
      },
    },
    { id: 'steps', label: 'Steps', sort: 'steps', cell: (row) => <StepsCell levels={levelsOf(row)} stepOf={stepOf} /> },
    ...metrics.map((metric): TreeColumn => ({
      id: metric.id,
      label: capitalise(metric.label) + (metric.unit === 'percent' ? ' (%)' : ''),
      number: true,
      sort: metric.id,
      cell: (row) => <MetricCell row={row} metric={metric} at={at} aggregates={aggregates} />,
    })),
    ...(first === undefined
      ? []
      : [{ id: 'along', label: 'Along levels', cell: (row: TreeRow) => alongCell(row, first, aggregates) }]),
    { id: 'loss', label: 'Validation loss', cell: lossCell },
    { id: 'finished', label: 'Finished', sort: 'finished', cell: finishedCell },
  ];
}

function levelsOf(row: TreeRow): readonly PageLevel[] {
  if (row.kind === 'level') return [row.level];
  return row.kind === 'trial' ? row.trial.levels : row.arm.trials.flatMap(({ levels }) => levels);
}

function stateCell(row: TreeRow): ReactNode {
  if (row.kind === 'level') return <StateBadge state={row.level.state} />;
  if (row.kind === 'trial') return <StateBadge state={trialState(row.trial.levels)} />;
  const done = row.arm.trials.filter(({ levels }) => trialState(levels) === 'done').length;
  return (
    <span className="whitespace-nowrap text-soft">
      {done} of {row.arm.trials.length} done
    </span>
  );
}

function densityOf(row: TreeRow, at: At, aggregates: StudyPage['aggregates']): number | undefined {
  if (row.kind === 'level') return row.level.density ?? undefined;
  if (row.kind === 'trial') return levelAt(row.trial, at)?.density ?? undefined;
  const metric = aggregates.find(({ arm }) => arm === row.arm.id)?.metric;
  return metric === undefined ? undefined : aggregateAt(aggregates, row.arm.id, metric, at)?.density;
}

function StepsCell({
  levels,
  stepOf,
}: {
  readonly levels: readonly PageLevel[];
  readonly stepOf: (level: PageLevel) => number;
}) {
  const done = levels.reduce((sum, level) => sum + stepOf(level), 0);
  const total = levels.reduce((sum, { steps }) => sum + steps, 0);
  if (total > 0 && done >= total) return <span className="text-soft tabular-nums">{formatCount(total)}</span>;
  return (
    <span className="flex w-32 flex-col gap-1">
      <span className="text-xs tabular-nums">
        {formatCount(done)} <span className="text-soft">of {formatCount(total)}</span>
      </span>
      <Progress done={done} total={total} what="steps" />
    </span>
  );
}

interface MetricCellProps {
  readonly row: TreeRow;
  readonly metric: Metric;
  readonly at: At;
  readonly aggregates: StudyPage['aggregates'];
}

function MetricCell({ row, metric: { id, unit }, at, aggregates }: MetricCellProps) {
  if (row.kind === 'arm') {
    const found = aggregateAt(aggregates, row.arm.id, id, at);
    if (found === undefined) return dash;
    const { mean, std, n } = found.summary;
    const spread = std === null ? '' : ` ± ${formatValue(std, unit)}`;
    return (
      <span
        className="whitespace-nowrap"
        title={`mean ± sample standard deviation over ${n} ${n === 1 ? 'seed' : 'seeds'} of the study, at level ${found.level}`}
      >
        <span className="font-medium">{formatValue(mean, unit)}</span>
        {spread} <span className="text-xs text-soft">n = {n}</span>
      </span>
    );
  }
  const level = row.kind === 'level' ? row.level : levelAt(row.trial, at);
  return <span title={level && `level ${level.level}`}>{formatValue(level?.metrics?.[id], unit)}</span>;
}

function alongCell(row: TreeRow, { id, label, unit }: Metric, aggregates: StudyPage['aggregates']): ReactNode {
  if (row.kind === 'level') return null;
  const values =
    row.kind === 'trial'
      ? row.trial.levels.map(({ metrics }) => metrics?.[id] ?? null)
      : meansOf(row.arm, id, aggregates);
  const present = values.filter((value) => value !== null);
  if (present.length < 2) return dash;
  const words = `${label} from ${formatValue(present[0], unit)} to ${formatValue(present.at(-1), unit)} along ${present.length} levels`;
  return <Sparkline values={values} label={words} />;
}

const meansOf = ({ id }: StudyArm, metric: string, aggregates: StudyPage['aggregates']) =>
  (aggregates.find((each) => each.arm === id && each.metric === metric)?.levels ?? []).map(
    ({ summary }) => summary.mean,
  );

function lossCell(row: TreeRow): ReactNode {
  if (row.kind === 'arm') return null;
  if (row.kind === 'level') return <LossSparkline level={row.level} />;
  const { levels } = row.trial;
  const level =
    levels.find(({ state }) => state === 'running') ??
    levels.findLast(({ step, state }) => step > 0 || state === 'done');
  return level === undefined ? dash : <LossSparkline level={level} />;
}

function finishedCell(row: TreeRow): ReactNode {
  if (row.kind === 'arm') return null;
  return <Ago moment={row.kind === 'level' ? row.level.finishedAt : finishedAt(row.trial)} />;
}
