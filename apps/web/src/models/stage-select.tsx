'use client';
import type { ModelVersionOut } from '@tombola/shared';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/queries';
import { useMay } from '../api/session';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Select } from '../ui/field';
import { useToasts } from '../ui/toast';
import { StageBadge } from './stage-badge';
import { consequence, stages, type Stage } from './stages';

interface StageSelectProps {
  readonly version: ModelVersionOut;
  /** The version in production now. */
  readonly production: number | null;
}

/** Moves a version to another stage. What that does to production is said first. */
export function StageSelect({ version: entry, production }: StageSelectProps) {
  const mayWrite = useMay('write');
  const queries = useQueryClient();
  const { tell, complain } = useToasts();
  const [wanted, setWanted] = useState<Stage | null>(null);
  const { model, version, stage } = entry;
  const move = useMutation(
    api.models.stage.mutationOptions({
      onSuccess: (after) => {
        tell(`Version ${version} of ${model}: ${after.stage === 'none' ? 'no stage' : after.stage}.`);
        return queries.invalidateQueries({ queryKey: api.models.pathKey() });
      },
      onError: complain,
      onSettled: () => setWanted(null),
    }),
  );
  if (!mayWrite) return <StageBadge stage={stage} />;
  const words = wanted === null ? undefined : consequence(entry, wanted, production);
  const choose = (next: Stage) => {
    if (next === stage) return;
    setWanted(next);
    if (consequence(entry, next, production) === undefined) move.mutate({ model, version, stage: next });
  };
  return (
    <>
      <label className="flex items-center gap-2 text-sm">
        Stage
        <Select
          aria-label={`Stage of version ${version}`}
          className="w-auto"
          value={wanted ?? stage}
          disabled={move.isPending}
          options={stages.map((each) => ({ value: each, label: each === 'none' ? 'no stage' : each }))}
          onChange={choose}
        />
      </label>
      <Dialog
        open={words !== undefined}
        title={`${model}, version ${version}: ${wanted ?? stage}`}
        onClose={() => setWanted(null)}
        footer={
          <>
            <Button onClick={() => setWanted(null)}>Keep as it is</Button>
            <Button
              kind="primary"
              busy={move.isPending}
              onClick={() => wanted !== null && move.mutate({ model, version, stage: wanted })}
            >
              {wanted === 'production' ? 'Move to production' : 'Take out of production'}
            </Button>
          </>
        }
      >
        <p>{words}</p>
      </Dialog>
    </>
  );
}
