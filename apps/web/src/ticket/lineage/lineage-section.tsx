'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { parseAsBoolean, useQueryState } from 'nuqs';
import { api } from '../../api/queries';
import { Checkbox } from '../../ui/field';
import { ExportMenu } from '../../ui/export-menu';
import { Section } from '../../ui/section';
import { Skeleton } from '../../ui/states';
import { QueryView } from '../../ui/query-view';
import { layoutLineage, shorten } from './layout';
import { LineageGraph } from './lineage-graph';
import { useStarts } from './use-starts';

/** Levels above the one of the page that are shown at first. */
const NEAR = 2;

const nothing: never[] = [];

/** Where the files of a ticket come from, and what was made of them. */
export function LineageSection({ level, ticket }: { readonly level: string; readonly ticket: string }) {
  const [all, setAll] = useQueryState('ancestors', parseAsBoolean.withDefault(false));
  // Exports were made from the trained weights: theirs is the line that tells everything.
  const files = useQuery({ ...api.artifacts.list.queryOptions({ level }), placeholderData: keepPreviousData });
  const artifact = files.data?.items.find(({ kind }) => kind === 'final')?.id ?? ticket;
  const query = useQuery({
    ...api.artifacts.lineage.queryOptions({ artifact }),
    placeholderData: keepPreviousData,
    enabled: files.data !== undefined,
  });
  const short = query.data && shorten(query.data, artifact, NEAR);
  const starts = useStarts(query.data?.artifacts ?? nothing);
  const hidden = (query.data?.artifacts.length ?? 0) - (short?.artifacts.length ?? 0);
  return (
    <Section
      id="lineage"
      title="Lineage"
      actions={
        query.data && (
          <>
            {(hidden > 0 || all) && (
              <Checkbox label={`All earlier levels`} checked={all} onChange={(on) => void setAll(on)} />
            )}
            <ExportMenu
              name={`${level}-lineage`}
              table={{
                header: ['child', 'relation', 'parent'],
                rows: () => query.data.edges.map(({ child, relation, parent }) => [child, relation, parent]),
              }}
              json={() => query.data}
            />
          </>
        )
      }
    >
      <QueryView query={query} what="the lineage" skeleton={<Skeleton className="h-96" />}>
        {(lineage) => (
          <div className="flex flex-col gap-3">
            <p className="max-w-prose text-sm text-soft">
              Weights to start from and a mask make a ticket; its training makes the trained weights, and those the
              masks that follow and the ONNX file.
              {!all && hidden > 0 && ` ${hidden} files of earlier levels are left out.`}
            </p>
            <LineageGraph
              layout={layoutLineage(all ? lineage : shorten(lineage, artifact, NEAR))}
              lineage={lineage}
              current={level}
              starts={starts}
              draw={`as drawn for seed ${/-s(\d+)-/.exec(level)?.[1] ?? ''}`}
            />
          </div>
        )}
      </QueryView>
    </Section>
  );
}
