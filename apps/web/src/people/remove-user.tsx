'use client';
import { useMutation } from '@tanstack/react-query';
import type { Me, User } from '@tombola/shared';
import { api, queryClient } from '../api/queries';
import { Confirm } from '../ui/dialog';
import { ErrorNotice } from '../ui/states';
import { useToasts } from '../ui/toast';

interface RemoveUserProps {
  /** Whom; nobody when it is left out. */
  readonly user: User | undefined;
  readonly me: Me;
  readonly onClose: () => void;
}

/** Asks before an account ends. */
export function RemoveUser({ user, me, onClose }: RemoveUserProps) {
  const { tell } = useToasts();
  const { mutate, isPending, error, reset } = useMutation(
    api.users.remove.mutationOptions({
      onSuccess: () => {
        if (user?.id === me.id) return window.location.assign('/sign-in');
        void queryClient.invalidateQueries({ queryKey: api.users.pathKey() });
        void queryClient.invalidateQueries({ queryKey: api.tokens.pathKey() });
        tell(`${user?.name ?? 'The user'} has no account any more.`);
        close();
      },
    }),
  );
  const close = () => {
    reset();
    onClose();
  };
  return (
    <Confirm
      open={user !== undefined}
      title={`Remove ${user?.name ?? ''}`}
      action="Remove"
      busy={isPending}
      onConfirm={() => user && mutate({ user: user.id })}
      onClose={close}
    >
      <div className="flex flex-col gap-3 text-sm">
        <p>
          The account <strong className="font-semibold">{user?.email}</strong> ends with all its sessions and tokens
          {user?.id === me.id && ': it is your own'}. Studies, notes and what it did in the audit log stay.
        </p>
        {error !== null && <ErrorNotice error={error} />}
      </div>
    </Confirm>
  );
}
