'use client';
import { useQueries, type UseQueryResult } from '@tanstack/react-query';
import type { Overlaps } from '@tombola/shared';
import { useMemo } from 'react';
import { api } from '../../api/queries';
import { overlapQuestions, type Span } from './blocks';
import type { Ticket } from './tickets';

interface Answers {
  readonly answers: readonly (Overlaps | undefined)[];
  readonly error: unknown;
  readonly pending: number;
}

const combine = (results: readonly UseQueryResult<Overlaps, unknown>[]): Answers => ({
  answers: results.map(({ data }) => data),
  error: results.find(({ error }) => error !== null)?.error ?? null,
  pending: results.filter(({ isPending }) => isPending).length,
});

/** How much tickets agree, in as many questions as it takes: those for the rows and columns that are looked at. */
export function useOverlaps(tickets: readonly Ticket[], rows: Span, columns: Span): Answers {
  const { from, to } = rows;
  const { from: left, to: right } = columns;
  const questions = useMemo(
    () =>
      overlapQuestions(
        tickets.map(({ id }) => id),
        { from, to },
        { from: left, to: right },
      ),
    [tickets, from, to, left, right],
  );
  return useQueries({
    queries: questions.map((levels) => ({
      ...api.compare.overlap.queryOptions({ levels }),
      // Masks of done levels never change.
      staleTime: 'static' as const,
    })),
    combine,
  });
}
