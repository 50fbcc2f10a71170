import type { AppRouter } from '@tombola/server';
import { createTRPCClient, httpBatchLink, httpLink, httpSubscriptionLink, splitLink } from '@trpc/client';

const url = '/trpc';
/** What is longer goes in a body: proxies cut off long addresses. */
const LONGEST_INPUT = 2000;
const isLong = (input: unknown) =>
  input !== undefined && encodeURIComponent(JSON.stringify(input)).length > LONGEST_INPUT;

/** The server's procedures, asked from its own pages: the session's cookie says who asks. */
export const client = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: ({ type }) => type === 'subscription',
      true: httpSubscriptionLink({ url }),
      false: splitLink({
        condition: ({ type, input }) => type === 'query' && isLong(input),
        true: httpLink({ url, methodOverride: 'POST' }),
        false: httpBatchLink({ url, maxItems: 10, maxURLLength: 4000 }),
      }),
    }),
  ],
});
