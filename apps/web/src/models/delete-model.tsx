'use client';
import type { ModelOut } from '@tombola/shared';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { api } from '../api/queries';
import { Confirm } from '../ui/dialog';
import { useToasts } from '../ui/toast';

interface DeleteModelProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly model: Pick<ModelOut, 'name' | 'versions' | 'production'>;
}

/** Takes a model out of the registry; its tickets and files stay. */
export function DeleteModel({ open, onClose, model: { name, versions, production } }: DeleteModelProps) {
  const router = useRouter();
  const queries = useQueryClient();
  const { tell, complain } = useToasts();
  const remove = useMutation(
    api.models.delete.mutationOptions({
      onSuccess: () => {
        tell(`${name} is removed.`);
        router.push('/models');
        queries.removeQueries({ queryKey: api.models.get.queryKey({ model: name }) });
        void queries.invalidateQueries({ queryKey: api.models.list.pathKey() });
      },
      onError: complain,
      onSettled: onClose,
    }),
  );
  return (
    <Confirm
      open={open}
      title={`Remove ${name}?`}
      action="Remove the model"
      busy={remove.isPending}
      onConfirm={() => remove.mutate({ model: name })}
      onClose={onClose}
    >
      <p>
        Its name, {versions === 1 ? 'its one version' : `its ${versions} versions`} and its notes are removed. Tickets
        and exported files stay.
        {production !== null && ` Version ${production} is in production: take it out first, or the server refuses.`}
      </p>
    </Confirm>
  );
}
