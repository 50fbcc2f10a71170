'use client';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { client } from '../api/client';
import { api } from '../api/queries';
import { isEmptyChoice, type Choice } from './choice';
import { mergeComparisons, questionsOf, withShared, type Compared } from './compared';

/** A comparison as one query, in as many questions as it takes. Its key begins as the API's: live events find it. */
export const comparisonOptions = (choice: Choice, metric: string) =>
  queryOptions({
    queryKey: [...api.compare.get.pathKey(), 'merged', choice, metric] as const,
    queryFn: ({ signal }) => ask(choice, metric, signal),
    enabled: !isEmptyChoice(choice),
    placeholderData: keepPreviousData,
  });

/** The first answer has the trial that all questions share; see {@link mergeComparisons}. */
async function ask(choice: Choice, metric: string, signal: AbortSignal): Promise<Compared> {
  const get = (question: ReturnType<typeof withShared>) =>
    client.compare.get.query({ ...question, metric }, { signal });
  const nothing: Compared = { metric, trials: [], members: [], metrics: [] };
  const [first, ...rest] = questionsOf(choice);
  if (first === undefined) return nothing;
  const answer = await get(first);
  const shared = answer.trials[0]?.trial;
  // Studies without trials are of no use as a measure for the others.
  if (shared === undefined) return rest.length === 0 ? nothing : ask(restOf(choice, first), metric, signal);
  const others = await Promise.all(rest.map((question) => get(withShared(question, shared))));
  return mergeComparisons([answer, ...others], shared, metric);
}

function restOf({ studies, trials }: Choice, asked: { trials?: string[]; studies?: string[] }): Choice {
  return {
    studies: studies.filter((study) => !asked.studies?.includes(study)),
    trials: trials.filter((trial) => !asked.trials?.includes(trial)),
  };
}
