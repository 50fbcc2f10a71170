import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';

export interface PageOf<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/**
 * A list of any length, a page after the other, for `useInfiniteQuery`. (tRPC's own options add a member to the input,
 * which the server, that takes nothing it does not know, refuses.)
 *
 * @param queryKey such as `api.studies.list.queryKey(input)`: events make it old as they do any answer.
 */
export function pagesOf<Item>(
  queryKey: readonly unknown[],
  ask: (cursor: string | undefined, signal: AbortSignal) => Promise<PageOf<Item>>,
) {
  return infiniteQueryOptions({
    queryKey: [...queryKey, 'pages'] as const,
    queryFn: ({ pageParam, signal }) => ask(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }: PageOf<Item>) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/**
 * All rows of a list, a page after the other.
 *
 * @param onProgress called with the rows that have come so far
 */
export async function allPages<Item>(
  ask: (cursor: string | undefined) => Promise<PageOf<Item>>,
  onProgress: (rows: number) => void,
): Promise<Item[]> {
  const all: Item[] = [];
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await ask(cursor);
    all.push(...items);
    onProgress(all.length);
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
  return all;
}
