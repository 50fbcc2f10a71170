'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { parseAsArrayOf, parseAsNumberLiteral, parseAsStringLiteral, useQueryState } from 'nuqs';
import { api } from '../../api/queries';
import { Checkbox, Select } from '../../ui/field';
import { ExportMenu } from '../../ui/export-menu';
import { Section } from '../../ui/section';
import { Skeleton } from '../../ui/states';
import { QueryView } from '../../ui/query-view';
import { populationNames, populations, type PopulationName } from './histogram-drawing';
import { ParameterHistogram } from './parameter-histogram';
import { WeightTable, weightTable } from './weight-table';

const binCounts = [20, 50, 100, 200] as const;

/** Weights before and after the training, parameter by parameter. */
export function WeightSection({ level }: { readonly level: string }) {
  const [counts, setCounts] = useQueryState('counts', parseAsStringLiteral(['log', 'linear']).withDefault('log'));
  const [bins, setBins] = useQueryState('bins', parseAsNumberLiteral(binCounts).withDefault(50));
  const [shown, setShown] = useQueryState(
    'weights',
    parseAsArrayOf(parseAsStringLiteral(populationNames)).withDefault(populationNames),
  );
  const query = useQuery({ ...api.tickets.weights.queryOptions({ level, bins }), placeholderData: keepPreviousData });
  const toggle = (name: PopulationName, on: boolean) =>
    void setShown(populationNames.filter((each) => (each === name ? on : shown.includes(each))));
  return (
    <>
      <Section
        id="weights"
        title="Weights before and after training"
        actions={
          <>
            {populationNames.map((name) => (
              <Checkbox
                key={name}
                label={populations[name].label}
                checked={shown.includes(name)}
                onChange={(on) => toggle(name, on)}
              />
            ))}
            <Checkbox
              label="Log counts"
              checked={counts === 'log'}
              onChange={(log) => void setCounts(log ? 'log' : 'linear')}
            />
            <label className="flex items-center gap-2 text-sm">
              Bins
              <Select
                className="w-auto"
                value={String(bins)}
                onChange={(value) => void setBins(Number(value) as (typeof binCounts)[number])}
                options={binCounts.map(String)}
              />
            </label>
          </>
        }
      >
        <QueryView query={query} what="weights" skeleton={<Skeleton className="h-72" />}>
          {({ parameters }) => (
            <div className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,22rem),1fr))] gap-6">
              {parameters.map((weights) => (
                <ParameterHistogram
                  key={weights.parameter}
                  level={level}
                  weights={weights}
                  kind={counts}
                  shown={populationNames.filter((name) => shown.includes(name))}
                />
              ))}
            </div>
          )}
        </QueryView>
      </Section>
      <Section
        id="weight-numbers"
        title="Weights in numbers"
        flush
        actions={
          query.data && (
            <ExportMenu name={`${level}-weights`} table={weightTable(query.data.parameters)} json={() => query.data} />
          )
        }
      >
        <QueryView query={query} what="numbers of weights" skeleton={<Skeleton className="m-4 h-40" />}>
          {({ parameters }) => <WeightTable parameters={parameters} />}
        </QueryView>
      </Section>
    </>
  );
}
