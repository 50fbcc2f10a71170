import type { AppRouter } from '@tombola/server';
import { createTRPCClient, httpLink } from '@trpc/client';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { QueryClient } from '@tanstack/react-query';
import { createOptions } from './options';

const asked: string[] = [];
const client = createTRPCClient<AppRouter>({
  links: [
    httpLink({
      url: 'http://portal.test/trpc',
      fetch: (url, init) => {
        const { method = 'GET', body } = init as { method?: string; body?: string };
        asked.push([method, decodeURIComponent(url as string), ...(body === undefined ? [] : [body])].join(' '));
        return Promise.resolve(Response.json({ result: { data: { answer: 1 } } }));
      },
    }),
  ],
});
const ours = createOptions(client);
const theirs = createTRPCOptionsProxy<AppRouter>({ client, queryClient: new QueryClient() });

test('keys are those of tRPC’s own package', () => {
  const input = { study: 'lth-quick-7f3k2m' };
  expect(ours.studies.page.queryKey(input)).toEqual(theirs.studies.page.queryKey(input));
  expect(ours.me.get.queryOptions().queryKey).toEqual(theirs.me.get.queryOptions().queryKey);
  expect(ours.studies.list.pathKey()).toEqual(theirs.studies.list.pathKey());
  expect(ours.studies.pathKey()).toEqual(theirs.studies.pathKey());
  expect(ours.studies.cancel.mutationKey()).toEqual(theirs.studies.cancel.mutationKey());
});

test('a query asks its procedure with its input, a mutation posts it', async () => {
  const queries = new QueryClient();
  await queries.fetchQuery(ours.studies.get.queryOptions({ study: 'a' }));
  const { mutationFn } = ours.studies.cancel.mutationOptions();
  await mutationFn!({ study: 'a' }, {} as never);
  expect(asked).toEqual([
    'GET http://portal.test/trpc/studies.get?input={"study":"a"}',
    'POST http://portal.test/trpc/studies.cancel {"study":"a"}',
  ]);
});
