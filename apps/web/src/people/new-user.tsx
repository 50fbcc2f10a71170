'use client';
import { useMutation } from '@tanstack/react-query';
import type { Role } from '@tombola/shared';
import { useState } from 'react';
import { api, queryClient } from '../api/queries';
import { Field, Input } from '../ui/field';
import { useToasts } from '../ui/toast';
import { FormDialog } from './form-dialog';
import { NewPasswordField } from './new-password-field';
import { RoleChoice } from './role-choice';

const empty = { email: '', name: '', password: '', role: 'viewer' as Role };

/** Makes an account. */
export function NewUser({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const [user, setUser] = useState(empty);
  const { tell } = useToasts();
  const { mutate, isPending, error, reset } = useMutation(
    api.users.create.mutationOptions({
      onSuccess: ({ name, role }) => {
        void queryClient.invalidateQueries({ queryKey: api.users.pathKey() });
        tell(`${name} has an account, as ${role}.`);
        close();
      },
    }),
  );
  const close = () => {
    reset();
    setUser(empty);
    onClose();
  };
  const set = (change: Partial<typeof empty>) => setUser((before) => ({ ...before, ...change }));
  const { email, name, password, role } = user;
  return (
    <FormDialog
      open={open}
      title="New user"
      action="Make account"
      busy={isPending}
      error={error}
      onSubmit={() => mutate({ email, name, role, ...(password !== '' && { password }) })}
      onClose={close}
    >
      <Field label="E-mail address" help="One signs in with it; letters are not sent.">
        {(control) => (
          <Input
            {...control}
            type="email"
            autoFocus
            required
            maxLength={254}
            autoComplete="off"
            value={email}
            onChange={(event) => set({ email: event.target.value })}
          />
        )}
      </Field>
      <Field label="Name">
        {(control) => (
          <Input
            {...control}
            required
            maxLength={100}
            autoComplete="off"
            value={name}
            onChange={(event) => set({ name: event.target.value })}
          />
        )}
      </Field>
      <NewPasswordField
        label="Password"
        required={false}
        help="At least 10 characters; hand it over yourself. Left empty, the user comes in through another login only."
        value={password}
        onChange={(value) => set({ password: value })}
      />
      <RoleChoice value={role} onChange={(value) => set({ role: value })} />
    </FormDialog>
  );
}
