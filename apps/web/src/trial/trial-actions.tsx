'use client';
import type { TrialDetail } from '@tombola/shared';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/queries';
import { useMay } from '../api/session';
import { Button, LinkButton } from '../ui/button';
import { Confirm } from '../ui/dialog';
import { useToasts } from '../ui/toast';
import { allowedActions } from './allowed-actions';

/** What can be done with a trial as it is, by who looks at it. */
export function TrialActions({ trial }: { readonly trial: TrialDetail }) {
  const { id, studies } = trial;
  const mayWrite = useMay('write');
  const { tell, complain } = useToasts();
  const queries = useQueryClient();
  const [cancelling, setCancelling] = useState(false);
  const telling = (text: string) => ({
    onSuccess: () => {
      tell(text);
      setCancelling(false);
      // The event stream says so too; this is for those whose stream is away.
      return queries.invalidateQueries({ queryKey: api.trials.pathKey() });
    },
  });
  const saying = (text: string) => ({ ...telling(text), onError: complain });
  const pause = useMutation(api.trials.pause.mutationOptions(saying('The trial pauses.')));
  const resume = useMutation(api.trials.resume.mutationOptions(saying('The trial goes on.')));
  const retry = useMutation(api.trials.retry.mutationOptions(saying('What failed is tried again.')));
  const cancel = useMutation(api.trials.cancel.mutationOptions(telling('The trial is cancelled; what is done stays.')));
  const compare = <LinkButton href={`/compare?trials=${id}`}>Compare</LinkButton>;
  if (!mayWrite) return compare;
  const can = allowedActions(trial);
  const count = new Set(studies.map(({ study }) => study)).size;
  return (
    <>
      {can.has('pause') && (
        <Button busy={pause.isPending} onClick={() => pause.mutate({ trial: id })}>
          Pause
        </Button>
      )}
      {can.has('resume') && (
        <Button kind="primary" busy={resume.isPending} onClick={() => resume.mutate({ trial: id })}>
          Resume
        </Button>
      )}
      {can.has('retry') && (
        <Button kind="primary" busy={retry.isPending} onClick={() => retry.mutate({ trial: id })}>
          Try failed ones again
        </Button>
      )}
      {compare}
      <LinkButton href={`/launch?trial=${id}`}>Clone and change</LinkButton>
      {can.has('cancel') && (
        <Button kind="danger" onClick={() => setCancelling(true)}>
          Cancel …
        </Button>
      )}
      <Confirm
        open={cancelling}
        title="Cancel the trial?"
        action="Cancel the trial"
        busy={cancel.isPending}
        error={cancel.error}
        onConfirm={() => cancel.mutate({ trial: id })}
        onClose={() => {
          cancel.reset();
          setCancelling(false);
        }}
      >
        <p>
          Its levels stop {count > 1 ? `in all ${count} studies that it belongs to` : 'where they are'}. What is done
          stays, and it can be resumed.
        </p>
      </Confirm>
    </>
  );
}
