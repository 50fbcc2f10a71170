'use client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, queryClient } from '../api/queries';
import { Button } from '../ui/button';
import { Confirm } from '../ui/dialog';
import { Section } from '../ui/section';
import { ErrorNotice, Loading, Skeleton } from '../ui/states';
import { useToasts } from '../ui/toast';
import { MaintenanceReport } from './maintenance-report';
import { RetentionForm } from './retention-form';

/** How long things are kept, and what the last clean-up removed; for administrators. */
export function Maintenance() {
  const { data, error, refetch } = useQuery(api.maintenance.get.queryOptions());
  const [asking, setAsking] = useState(false);
  const { tell } = useToasts();
  const run = useMutation(
    api.maintenance.run.mutationOptions({
      onSuccess: () => {
        void queryClient.invalidateQueries({ queryKey: api.maintenance.pathKey() });
        tell('The maintenance has run: its report is here.');
        setAsking(false);
      },
    }),
  );
  const close = () => {
    run.reset();
    setAsking(false);
  };
  return (
    <Section
      id="maintenance"
      title="Retention and maintenance"
      actions={<Button onClick={() => setAsking(true)}>Run now</Button>}
    >
      {data !== undefined ? (
        <div className="grid gap-x-10 gap-y-6 lg:grid-cols-2">
          <RetentionForm key={JSON.stringify(data.retention)} held={data} />
          <MaintenanceReport report={data.last} />
        </div>
      ) : error !== null ? (
        <ErrorNotice error={error} retry={() => void refetch()} />
      ) : (
        <Loading what="retention">
          <Skeleton className="h-80" />
        </Loading>
      )}
      <Confirm
        open={asking}
        title="Run the maintenance now"
        action="Remove what is old"
        busy={run.isPending}
        onConfirm={() => run.mutate()}
        onClose={close}
      >
        <div className="flex flex-col gap-3 text-sm">
          <p>
            What is older than it is to be kept is removed now. The server does so every hour by itself; what it removes
            does not come back.
          </p>
          {run.error !== null && <ErrorNotice error={run.error} />}
        </div>
      </Confirm>
    </Section>
  );
}
