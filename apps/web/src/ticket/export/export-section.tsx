'use client';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/queries';
import { useMay } from '../../api/session';
import { Button } from '../../ui/button';
import { CodeBlock } from '../../ui/copy';
import { Section } from '../../ui/section';
import { Empty, Skeleton } from '../../ui/states';
import { useToasts } from '../../ui/toast';
import { QueryView } from '../../ui/query-view';
import { ExportView } from './export-view';
import { RegisterDialog } from './register-dialog';

/** The ONNX file of a level: asked for, followed, verified, taken along, registered. */
export function ExportSection({ level }: { readonly level: string }) {
  const mayWrite = useMay('write');
  const queries = useQueryClient();
  const { complain } = useToasts();
  const [registering, setRegistering] = useState(false);
  const query = useQuery({ ...api.exports.list.queryOptions({ level }), placeholderData: keepPreviousData });
  const create = useMutation(
    api.exports.create.mutationOptions({
      onError: complain,
      onSettled: () => queries.invalidateQueries({ queryKey: api.exports.pathKey() }),
    }),
  );
  const [newest] = query.data?.items ?? [];
  const wanted = newest === undefined || newest.state === 'failed';
  return (
    <>
      <Section
        id="export"
        title="ONNX file"
        actions={
          mayWrite && (
            <>
              {newest?.state === 'done' && newest.verified === true && (
                <Button onClick={() => setRegistering(true)}>Register as model version</Button>
              )}
              {query.data !== undefined && wanted && (
                <Button kind="primary" busy={create.isPending} onClick={() => create.mutate({ level })}>
                  {newest === undefined ? 'Export to ONNX' : 'Export again'}
                </Button>
              )}
            </>
          )
        }
      >
        <QueryView query={query} what="exports" skeleton={<Skeleton className="h-40" />}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title="This level was not exported yet">
                A worker writes the trained network as an ONNX file, its mask folded in, and runs it in onnxruntime
                against the training’s own forward pass.
              </Empty>
            ) : (
              <ol aria-label="Exports" className="flex flex-col gap-6">
                {items.map((each) => (
                  <li key={each.id}>
                    <ExportView made={each} />
                  </li>
                ))}
              </ol>
            )
          }
        </QueryView>
      </Section>
      <Section id="command" title="The same from a shell">
        <CodeBlock label="Commands that export and verify" code={commands(level)} />
      </Section>
      {newest !== undefined && (
        <RegisterDialog open={registering} onClose={() => setRegistering(false)} exportId={newest.id} level={level} />
      )}
    </>
  );
}

function commands(level: string): string {
  const server = `npx tombola --server ${window.location.origin}`;
  return `${server} export ${level}\n${server} verify ${level}`;
}
