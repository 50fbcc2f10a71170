'use client';
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { ask } from './worker/ask';
import type { Question, TaskName } from './worker/tasks';

/** @param about says what the question is about; the same words, the same answer */
const optionsOf = <Name extends TaskName>(
  name: Name,
  about: readonly unknown[],
  question: Question<Name> | undefined,
) => ({
  queryKey: ['geometry', name, ...about],
  queryFn: ({ signal }: { readonly signal: AbortSignal }) => ask(name, question!, signal),
  enabled: question !== undefined,
  staleTime: Infinity,
  retry: false,
  structuralSharing: false,
});

/** The geometry worker's answer, the one before while it comes; no question, no answer. */
export function useAnswer<Name extends TaskName>(
  name: Name,
  about: readonly unknown[],
  question: Question<Name> | undefined,
) {
  return useQuery({ ...optionsOf(name, about, question), placeholderData: keepPreviousData });
}

/** Many answers, by key, as far as they are there. */
export function useAnswers<Name extends TaskName>(
  name: Name,
  questions: readonly { readonly key: string; readonly about: readonly unknown[]; readonly question: Question<Name> }[],
) {
  return useQueries({
    queries: questions.map(({ about, question }) => optionsOf(name, about, question)),
    combine: (results) =>
      new Map(results.flatMap(({ data }, i) => (data === undefined ? [] : [[questions[i]!.key, data] as const]))),
  });
}
