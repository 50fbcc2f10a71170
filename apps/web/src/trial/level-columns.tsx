'use client';
import { metricUnit, type LevelOut } from '@tombola/shared';
import { formatCount, formatDensity, formatDuration, formatMetricName, formatValue } from '../lib/format';
import { capitalise } from '../lib/words';
import type { GivenRecipe } from '../provenance/recipe-words';
import { StateBadge } from '../ui/badge';
import type { Column } from '../ui/data-table';
import { Link } from '../ui/link';
import { Progress } from '../ui/progress';
import { Ago } from '../ui/time';
import { KeptBars } from './kept-bars';
import { secondsOf } from './level-metrics';
import { originWords, parentWords } from './lineage-words';

interface Context {
  /** The trial whose page it is. */
  readonly trial: string;
  readonly recipe: GivenRecipe;
  readonly metrics: readonly string[];
  readonly steps: ReadonlyMap<string, number>;
  /** Names of workers, by id. */
  readonly workers: ReadonlyMap<string, string>;
}

export function levelColumns({ trial, recipe, metrics, steps, workers }: Context): Column<LevelOut>[] {
  return [
    {
      id: 'level',
      header: 'Level',
      cell: ({ id, level, trial: owner }) => (
        <span className="whitespace-nowrap">
          <Link href={`/tickets/${id}`} title={id}>
            level {level}
          </Link>{' '}
          {owner !== trial && (
            <span className="text-xs text-soft" title={`trained by trial ${owner}, whose levels others share`}>
              shared
            </span>
          )}
        </span>
      ),
    },
    { id: 'state', header: 'State', cell: ({ state }) => <StateBadge state={state} /> },
    {
      id: 'density',
      header: 'Weights',
      number: true,
      cell: ({ density }) => (density === null ? '–' : formatDensity(density)),
    },
    { id: 'layers', header: 'By layer', cell: ({ layers }) => <KeptBars layers={layers} /> },
    { id: 'steps', header: 'Steps', cell: (level) => <Steps level={level} live={steps.get(level.id) ?? 0} /> },
    ...metrics.map((name): Column<LevelOut> => ({
      id: name,
      header: `${capitalise(formatMetricName(name))}${metricUnit(name) === 'percent' ? ' (%)' : ''}`,
      number: true,
      className: 'max-w-36 !whitespace-normal',
      cell: ({ metrics: values }) => formatValue(values?.[name], metricUnit(name)),
    })),
    {
      id: 'parent',
      header: 'Mask from',
      cell: (level) =>
        level.parent === null ? (
          <span className="text-soft">{originWords(level, recipe)}</span>
        ) : (
          <Link href={`/tickets/${level.parent}`} title={level.parent} className="whitespace-nowrap">
            {parentWords(level.parent, trial, recipe)}
          </Link>
        ),
    },
    {
      id: 'worker',
      header: 'Worker',
      cell: ({ worker, attempt }) =>
        worker === null ? (
          <span className="text-soft">–</span>
        ) : (
          <span className="whitespace-nowrap" title={worker}>
            {workers.get(worker) ?? worker}
            {attempt > 1 && <span className="text-soft">, attempt {attempt}</span>}
          </span>
        ),
    },
    {
      id: 'seconds',
      header: 'Took',
      number: true,
      cell: (level) => {
        const seconds = secondsOf(level);
        return <span className="whitespace-nowrap">{seconds === null ? '–' : formatDuration(seconds)}</span>;
      },
    },
    { id: 'finished', header: 'Finished', cell: ({ finishedAt }) => <Ago moment={finishedAt} /> },
  ];
}

function Steps({ level: { state, step, steps }, live }: { readonly level: LevelOut; readonly live: number }) {
  if (state === 'done') return <span className="text-soft tabular-nums">{formatCount(steps)}</span>;
  const done = state === 'running' ? Math.max(step, live) : step;
  return (
    <span className="flex w-28 flex-col gap-1">
      <span className="text-xs whitespace-nowrap tabular-nums">
        {formatCount(done)} <span className="text-soft">of {formatCount(steps)}</span>
      </span>
      <Progress done={done} total={steps} what="steps" />
    </span>
  );
}
