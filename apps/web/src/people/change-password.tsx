'use client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { problemOf } from '../api/problem';
import { api, queryClient } from '../api/queries';
import { Field } from '../ui/field';
import { PasswordInput } from '../ui/password-input';
import { FormDialog } from './form-dialog';
import { NewPasswordField } from './new-password-field';

/** A new password of one's own. All sessions end with the old one, this one too: one signs in again. */
export function ChangePassword({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const { mutate, isPending, error, reset } = useMutation(
    api.me.password.mutationOptions({
      onSuccess: () => {
        queryClient.clear();
        window.location.assign('/sign-in?changed=password&next=%2Fpeople');
      },
    }),
  );
  const wrong = error !== null && problemOf(error).code === 'FORBIDDEN';
  const close = () => {
    reset();
    setCurrent('');
    setPassword('');
    onClose();
  };
  return (
    <FormDialog
      open={open}
      title="Change your password"
      action="Change password"
      busy={isPending}
      error={wrong ? null : error}
      onSubmit={() => mutate({ current, password })}
      onClose={close}
    >
      <p className="text-sm text-soft">All your sessions end, and you sign in again. Your tokens stay as they are.</p>
      <Field label="Current password" error={wrong ? 'This is not your current password.' : undefined}>
        {(control) => (
          <PasswordInput
            {...control}
            autoComplete="current-password"
            autoFocus
            required
            maxLength={256}
            value={current}
            onChange={(event) => setCurrent(event.target.value)}
          />
        )}
      </Field>
      <NewPasswordField label="New password" value={password} onChange={setPassword} />
    </FormDialog>
  );
}
