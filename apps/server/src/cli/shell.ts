import type { Command } from 'commander';
import { createContext, type Context, type GlobalOptions } from './context';
import type { Output } from './output';
import { Interrupted, noServerForm, serverNeeded } from './problem';
import type { ServerAddress } from './server-address';

/** A command's work: arguments in, output for the shell to print. */
export type Handler<A extends unknown[], O, C extends Context = Context> = (
  context: C,
  options: O,
  ...args: A
) => Output | Promise<Output>;

/** The context of a command that a server does. */
export type ServerContext = Context & { readonly server: ServerAddress };

/** Makes the commands of a group. */
export type Group = (shell: Shell) => Command;

/** What commands are made with, and where their output arrives. */
export class Shell {
  /** What the command that ran handed back. */
  output: Output | undefined;
  private abort: AbortController | undefined;

  /** @param programFolder the folder of the built scripts */
  constructor(private readonly programFolder: string) {}

  /**
   * An action for commander that gives a handler its context, its own options and its arguments.
   *
   * @param onServer does the same on a server, when one is named. A command without it is done here, and refused when
   *   its command line names a server.
   */
  action<A extends unknown[] = [], O = Record<never, never>>(
    handler: Handler<A, O>,
    onServer?: Handler<A, O, ServerContext>,
  ): (...received: unknown[]) => Promise<void> {
    return this.act<A, O>((context, command) => {
      if (!hasServer(context)) return handler(context, ...command.given);
      if (onServer !== undefined) return onServer(context, ...command.given);
      if (context.server.named) throw noServerForm(command.command);
      return handler(context, ...command.given);
    });
  }

  /** The action of a command that only a server can do. */
  serverAction<A extends unknown[] = [], O = Record<never, never>>(
    onServer: Handler<A, O, ServerContext>,
  ): (...received: unknown[]) => Promise<void> {
    return this.act<A, O>((context, { command, given }) => {
      if (!hasServer(context)) throw serverNeeded(command);
      return onServer(context, ...given);
    });
  }

  private act<A extends unknown[], O>(
    work: (context: Context, call: { command: Command; given: [O, ...A] }) => Output | Promise<Output>,
  ): (...received: unknown[]) => Promise<void> {
    return async (...received) => {
      const command = received.at(-1) as Command;
      const globals: GlobalOptions = command.optsWithGlobals();
      const context = createContext(globals, this.programFolder, () => (this.abort ??= new AbortController()).signal);
      const given: [O, ...A] = [command.opts() as O, ...(received.slice(0, -2) as A)];
      this.output = await work(context, { command, given });
    };
  }

  /** Asks the running command to end. `false` when it cannot: it does not listen, or was asked before. */
  interrupt(): boolean {
    if (this.abort === undefined || this.abort.signal.aborted) return false;
    this.abort.abort(new Interrupted());
    return true;
  }
}

function hasServer(context: Context): context is ServerContext {
  return context.server !== undefined;
}
