'use client';
import { useMutation } from '@tanstack/react-query';
import type { Token } from '@tombola/shared';
import { api, queryClient } from '../api/queries';
import { Confirm } from '../ui/dialog';
import { ErrorNotice } from '../ui/states';
import { useToasts } from '../ui/toast';

/** Asks before a token ends. */
export function RevokeToken({ token, onClose }: { readonly token: Token | undefined; readonly onClose: () => void }) {
  const { tell } = useToasts();
  const { mutate, isPending, error, reset } = useMutation(
    api.tokens.revoke.mutationOptions({
      onSuccess: ({ name }) => {
        void queryClient.invalidateQueries({ queryKey: api.tokens.pathKey() });
        tell(`The token ${name} is revoked.`);
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
      open={token !== undefined}
      title={`Revoke the token ${token?.name ?? ''}`}
      action="Revoke"
      busy={isPending}
      onConfirm={() => token && mutate({ token: token.id })}
      onClose={close}
    >
      <div className="flex flex-col gap-3 text-sm">
        <p>Programs that send it are refused from now on. A revoked token does not come back.</p>
        {error !== null && <ErrorNotice error={error} />}
      </div>
    </Confirm>
  );
}
