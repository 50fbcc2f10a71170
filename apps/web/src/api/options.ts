import type { AppRouter } from '@tombola/server';
import { getUntypedClient, type TRPCClient } from '@trpc/client';
import type { TRPCOptionsProxy } from '@trpc/tanstack-react-query';

type Options = Readonly<Record<string, unknown>>;
/** What can be asked of a procedure, or of all below a resource, by name. */
type Makers = Readonly<Record<string, (...args: never[]) => unknown>>;

/**
 * A server's procedures as options of React Query, with the types and the keys of tRPC's own package, of which the portal
 * uses five functions: `queryOptions`, `queryKey`, `pathKey`, `mutationOptions` and `mutationKey`. They are written here,
 * since the package weighs more than the event stream.
 */
export function createOptions(client: TRPCClient<AppRouter>): TRPCOptionsProxy<AppRouter> {
  const untyped = getUntypedClient(client);
  const makersOf = (path: readonly string[]): Makers => {
    const name = path.join('.');
    const pathKey = () => [path];
    const queryKey = (input?: unknown) => [path, { ...(input !== undefined && { input }), type: 'query' }];
    return {
      pathKey,
      queryKey,
      mutationKey: pathKey,
      queryOptions: (input?: unknown, options?: Options) => ({
        ...options,
        queryKey: queryKey(input),
        queryFn: ({ signal }: { readonly signal: AbortSignal }) => untyped.query(name, input, { signal }),
      }),
      mutationOptions: (options?: Options) => ({
        ...options,
        mutationKey: pathKey(),
        mutationFn: (input: unknown) => untyped.mutation(name, input),
      }),
    };
  };
  return level([], makersOf) as TRPCOptionsProxy<AppRouter>;
}

/** Members are made when they are asked for: what the makers know, else a level deeper. */
function level(path: readonly string[], makersOf: (path: readonly string[]) => Makers): unknown {
  const makers = makersOf(path);
  const below = new Map<string, unknown>();
  return new Proxy(
    {},
    {
      get: (_, name) => {
        if (typeof name !== 'string' || name === 'then') return undefined;
        if (name in makers) return makers[name];
        if (!below.has(name)) below.set(name, level([...path, name], makersOf));
        return below.get(name);
      },
    },
  );
}
