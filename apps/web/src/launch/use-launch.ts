'use client';
import type { StudyCreate } from '@tombola/shared';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { api } from '../api/queries';
import { useMay } from '../api/session';
import { useShortcut } from '../shell/shortcuts';
import { useToasts } from '../ui/toast';

export interface UsedLaunch {
  readonly launch: () => void;
  readonly may: boolean;
  readonly busy: boolean;
  /** Why the server refused what the form says now. */
  readonly error: unknown;
}

/** Launches the request, once, and goes to the study. */
export function useLaunch(request: StudyCreate | undefined): UsedLaunch {
  const router = useRouter();
  const may = useMay('write');
  const { tell, complain } = useToasts();
  const { mutate, isPending, isSuccess, error, variables } = useMutation(
    api.studies.create.mutationOptions({
      onSuccess: ({ id, name }) => {
        tell(`${name} is launched.`);
        router.push(`/studies/${id}`);
      },
      onError: complain,
    }),
  );
  // It stays busy until the study's page is there.
  const busy = isPending || isSuccess;
  const launch = () => {
    if (request !== undefined && may && !busy) mutate(request);
  };
  useShortcut('mod+enter', 'launch what the form says', launch, may);
  const same = JSON.stringify(variables) === JSON.stringify(request);
  return { launch, may, busy, error: same ? error : null };
}
