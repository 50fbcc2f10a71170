'use client';
import { useMutation } from '@tanstack/react-query';
import type { Me, Role, User } from '@tombola/shared';
import { useState } from 'react';
import { api, queryClient } from '../api/queries';
import { useToasts } from '../ui/toast';
import { FormDialog } from './form-dialog';
import { RoleChoice } from './role-choice';

interface SetRoleProps {
  /** Whose; nobody's when it is left out. */
  readonly user: User | undefined;
  readonly me: Me;
  readonly onClose: () => void;
}

/** Changes what a user may. */
export function SetRole({ user, me, onClose }: SetRoleProps) {
  const [chosen, setChosen] = useState<Role>();
  const { tell } = useToasts();
  const { mutate, isPending, error, reset } = useMutation(
    api.users.setRole.mutationOptions({
      onSuccess: ({ id, name, role }) => {
        void queryClient.invalidateQueries({ queryKey: api.users.pathKey() });
        if (id === me.id) void queryClient.invalidateQueries({ queryKey: api.me.pathKey() });
        tell(`${name} is ${role} now.`);
        close();
      },
    }),
  );
  const close = () => {
    reset();
    setChosen(undefined);
    onClose();
  };
  const role = chosen ?? user?.role ?? 'viewer';
  return (
    <FormDialog
      open={user !== undefined}
      title={`Role of ${user?.name ?? ''}`}
      action="Change role"
      busy={isPending}
      error={error}
      onSubmit={() => (user && role !== user.role ? mutate({ user: user.id, role }) : close())}
      onClose={close}
    >
      <RoleChoice value={role} onChange={setChosen} />
      <p className="text-sm text-soft">
        It holds at once, in running sessions and for tokens too.
        {user?.id === me.id && role !== 'admin' && ' You lose this page’s list of users yourself.'}
      </p>
    </FormDialog>
  );
}
