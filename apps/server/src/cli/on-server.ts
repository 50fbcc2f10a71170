import type { Client } from '../client/client';
import type { Output } from './output';
import type { Handler, ServerContext } from './shell';

/** A command's work on a server. */
export type Work<A extends unknown[], O> = (
  client: Client,
  context: ServerContext,
  options: O,
  ...args: A
) => Output | Promise<Output>;

/**
 * A handler that connects to the server first; the client is loaded when it is needed. What the server refuses is told
 * like any other problem.
 *
 * @param load imports the work
 */
export function onServer<A extends unknown[], O>(load: () => Promise<Work<A, O>>): Handler<A, O, ServerContext> {
  return async (context, options, ...args) => {
    const [{ connect, told }, work] = await Promise.all([import('../remote/connect'), load()]);
    try {
      return await work(connect(context), context, options, ...args);
    } catch (error) {
      throw told(error, context.server);
    }
  };
}
