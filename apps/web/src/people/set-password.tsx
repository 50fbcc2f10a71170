'use client';
import { useMutation } from '@tanstack/react-query';
import type { Me, User } from '@tombola/shared';
import { useState } from 'react';
import { api } from '../api/queries';
import { useToasts } from '../ui/toast';
import { FormDialog } from './form-dialog';
import { NewPasswordField } from './new-password-field';

interface SetPasswordProps {
  /** Whose; nobody's when it is left out. */
  readonly user: User | undefined;
  readonly me: Me;
  readonly onClose: () => void;
}

/** A new password for a user who has lost his. */
export function SetPassword({ user, me, onClose }: SetPasswordProps) {
  const [password, setPassword] = useState('');
  const { tell } = useToasts();
  const { mutate, isPending, error, reset } = useMutation(
    api.users.setPassword.mutationOptions({
      onSuccess: () => {
        if (user?.id === me.id) return window.location.assign('/sign-in?changed=password&next=%2Fpeople');
        tell(`${user?.name ?? 'The user'} has a new password.`);
        close();
      },
    }),
  );
  const close = () => {
    reset();
    setPassword('');
    onClose();
  };
  return (
    <FormDialog
      open={user !== undefined}
      title={`New password for ${user?.name ?? ''}`}
      action="Set password"
      busy={isPending}
      error={error}
      onSubmit={() => user && mutate({ user: user.id, password })}
      onClose={close}
    >
      <p className="text-sm text-soft">
        {user?.id === me.id
          ? 'All your sessions end, this one too.'
          : 'All sessions of the user end; tokens stay. Hand the password over yourself.'}
      </p>
      <NewPasswordField label="New password" value={password} onChange={setPassword} />
    </FormDialog>
  );
}
