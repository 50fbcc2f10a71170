import { QueryClient } from '@tanstack/react-query';
import { client } from './client';
import { createOptions } from './options';
import { passes } from './problem';

/** What was asked is kept; live events say when it is old (live.tsx). */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      gcTime: 10 * 60_000,
      retry: (failures, error) => passes(error) && failures < 3,
      retryDelay: (failures) => Math.min(500 * 2 ** failures, 5000),
      // The server may be on this machine: there is no network to wait for.
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

/**
 * The server's procedures as options of React Query: `useQuery(api.studies.page.queryOptions({ study }))`,
 * `useMutation(api.studies.cancel.mutationOptions())`.
 */
export const api = createOptions(client);
