'use client';
import { useMutation } from '@tanstack/react-query';
import type { Maintenance } from '@tombola/shared';
import { useState, type FormEvent } from 'react';
import { api, queryClient } from '../api/queries';
import { Button } from '../ui/button';
import { Field, Input } from '../ui/field';
import { ErrorNotice } from '../ui/states';
import { useToasts } from '../ui/toast';
import { changesOf, retentionMembers, retentionWords, textsOf, wrongDays, type RetentionTexts } from './retention';

/** How long things are kept, to be changed. */
export function RetentionForm({ held }: { readonly held: Pick<Maintenance, 'retention' | 'configured'> }) {
  const [texts, setTexts] = useState<RetentionTexts>(() => textsOf(held.retention));
  const { tell } = useToasts();
  const { mutate, isPending, error, reset } = useMutation(
    api.maintenance.set.mutationOptions({
      onSuccess: (maintenance) => {
        queryClient.setQueryData(api.maintenance.get.queryKey(), maintenance);
        tell('How long things are kept is changed.');
      },
    }),
  );
  const wrong = retentionMembers.some((member) => wrongDays(member, texts[member]) !== undefined);
  const changes = wrong ? {} : changesOf(texts, held);
  const changed = wrong || Object.keys(changes).length > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!wrong && changed) mutate(changes);
  };
  return (
    <form noValidate aria-label="Retention" onSubmit={submit} className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        {retentionMembers.map((member) => {
          const { label, help } = retentionWords[member];
          const configured = held.configured[member];
          const own = Number(texts[member]) !== configured;
          return (
            <Field
              key={member}
              label={`${label}, days`}
              help={
                <>
                  {help} {own && `The server was started with ${configured}.`}
                </>
              }
              error={wrongDays(member, texts[member])}
            >
              {(control) => (
                <Input
                  {...control}
                  type="number"
                  inputMode="decimal"
                  min={member === 'orphanDays' ? 0 : 0.01}
                  max={3650}
                  step="any"
                  className="max-w-40"
                  value={texts[member]}
                  onChange={(event) => setTexts({ ...texts, [member]: event.target.value })}
                />
              )}
            </Field>
          );
        })}
      </div>
      {error !== null && <ErrorNotice error={error} />}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" kind="primary" busy={isPending} disabled={wrong || !changed}>
          Save
        </Button>
        <Button disabled={!changed} onClick={() => (reset(), setTexts(textsOf(held.retention)))}>
          Undo
        </Button>
        <Button kind="ghost" onClick={() => setTexts(textsOf(held.configured))}>
          As the server was started
        </Button>
      </div>
    </form>
  );
}
