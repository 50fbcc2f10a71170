'use client';
import { useMutation } from '@tanstack/react-query';
import type { Me, Scope, TokenCreated } from '@tombola/shared';
import { useState } from 'react';
import { api, queryClient } from '../api/queries';
import { Checkbox, Field, Input } from '../ui/field';
import { FormDialog } from './form-dialog';
import { offeredScopes, scopeWords, usualScopes } from './roles';

interface NewTokenProps {
  readonly me: Me;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onMade: (token: TokenCreated) => void;
}

/** Days that a token is good for unless told; as with `tombola token create`. */
const USUAL_DAYS = '90';

/** Makes a token of at most one's own scopes. */
export function NewToken({ me, open, onClose, onMade }: NewTokenProps) {
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly Scope[]>(() => usualScopes(me.scopes));
  const [days, setDays] = useState(USUAL_DAYS);
  const [forever, setForever] = useState(false);
  const { mutate, isPending, error, reset } = useMutation(
    api.tokens.create.mutationOptions({
      onSuccess: (token) => {
        void queryClient.invalidateQueries({ queryKey: api.tokens.pathKey() });
        onMade(token);
        close();
      },
    }),
  );
  const close = () => {
    reset();
    setName('');
    setScopes(usualScopes(me.scopes));
    setDays(USUAL_DAYS);
    setForever(false);
    onClose();
  };
  const offered = offeredScopes(me.scopes);
  const choose = (scope: Scope, on: boolean) =>
    setScopes(offered.filter((each) => (each === scope ? on : scopes.includes(each))));
  return (
    <FormDialog
      open={open}
      title="New API token"
      action="Make token"
      busy={isPending}
      error={error}
      onSubmit={() => mutate({ name, scopes: [...scopes], days: forever ? null : Number(days) })}
      onClose={close}
    >
      <Field label="Name" help="What it is for, such as ci or nightly-report.">
        {(control) => (
          <Input
            {...control}
            autoFocus
            required
            maxLength={100}
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1 text-sm font-medium">Scopes</legend>
        {offered.map((scope) => (
          <Checkbox
            key={scope}
            checked={scopes.includes(scope)}
            onChange={(on) => choose(scope, on)}
            label={
              <span>
                {scope} <span className="text-soft">– {scopeWords[scope]}</span>
              </span>
            }
          />
        ))}
        {scopes.length === 0 && <p className="text-xs text-bad">Choose one at least.</p>}
      </fieldset>
      <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
        <Field label="Days that it is good for" className="w-44">
          {(control) => (
            <Input
              {...control}
              type="number"
              min={1}
              max={3650}
              step={1}
              required={!forever}
              disabled={forever}
              value={days}
              onChange={(event) => setDays(event.target.value)}
            />
          )}
        </Field>
        <Checkbox label="Until it is revoked" checked={forever} onChange={setForever} className="min-h-9" />
      </div>
    </FormDialog>
  );
}
