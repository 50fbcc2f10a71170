'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { api } from '../../api/queries';
import { useToasts } from '../../ui/toast';

/** What can be done to a study. Each says what it did; those without a dialog of their own why they could not, too. */
export function useStudyChanges(study: string) {
  const { tell, complain } = useToasts();
  const queries = useQueryClient();
  const router = useRouter();
  // The event stream says so too; this is for those whose stream is away.
  const refresh = () => queries.invalidateQueries({ queryKey: api.studies.page.queryKey({ study }) });
  const telling = (text: string) => ({
    onSuccess: () => {
      tell(text);
      return refresh();
    },
  });
  const saying = (text: string) => ({ ...telling(text), onError: complain });
  const pause = useMutation(api.studies.pause.mutationOptions(saying('The study pauses.')));
  const resume = useMutation(api.studies.resume.mutationOptions(saying('The study goes on.')));
  const archive = useMutation(api.studies.update.mutationOptions(saying('The study is changed.')));
  const cancel = useMutation(
    api.studies.cancel.mutationOptions(telling('The study is cancelled; what is done stays.')),
  );
  const change = useMutation(api.studies.update.mutationOptions(telling('The study is changed.')));
  const remove = useMutation(
    api.studies.delete.mutationOptions({
      onSuccess: () => {
        tell('The study is deleted.');
        router.push('/studies');
      },
    }),
  );
  return { pause, resume, archive, change, cancel, remove };
}

export type StudyChanges = ReturnType<typeof useStudyChanges>;
