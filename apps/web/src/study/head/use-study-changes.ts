'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { api } from '../../api/queries';
import { useToasts } from '../../ui/toast';

/** What can be done to a study. Each says what it did, or why it could not. */
export function useStudyChanges(study: string) {
  const { tell, complain } = useToasts();
  const queries = useQueryClient();
  const router = useRouter();
  // The event stream says so too; this is for those whose stream is away.
  const refresh = () => queries.invalidateQueries({ queryKey: api.studies.page.queryKey({ study }) });
  const saying = (text: string) => ({
    onSuccess: () => {
      tell(text);
      return refresh();
    },
    onError: complain,
  });
  const pause = useMutation(api.studies.pause.mutationOptions(saying('The study pauses.')));
  const resume = useMutation(api.studies.resume.mutationOptions(saying('The study goes on.')));
  const cancel = useMutation(api.studies.cancel.mutationOptions(saying('The study is cancelled; what is done stays.')));
  const update = useMutation(api.studies.update.mutationOptions(saying('The study is changed.')));
  const remove = useMutation(
    api.studies.delete.mutationOptions({
      onSuccess: () => {
        tell('The study is deleted.');
        router.push('/studies');
      },
      onError: complain,
    }),
  );
  return { pause, resume, cancel, update, remove };
}

export type StudyChanges = ReturnType<typeof useStudyChanges>;
