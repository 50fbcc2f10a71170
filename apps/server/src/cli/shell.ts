import type { Command } from 'commander';
import { createContext, type Context, type GlobalOptions } from './context';
import type { Output } from './output';
import { Interrupted } from './problem';

/** A command's work: arguments in, output for the shell to print. */
export type Handler<A extends unknown[], O> = (context: Context, options: O, ...args: A) => Output | Promise<Output>;

/** Makes the commands of a group. */
export type Group = (shell: Shell) => Command;

/** What commands are made with, and where their output arrives. */
export class Shell {
  /** What the command that ran handed back. */
  output: Output | undefined;
  private abort: AbortController | undefined;

  /** @param programFolder the folder of the built scripts */
  constructor(private readonly programFolder: string) {}

  /** An action for commander that gives a handler its context, its own options and its arguments. */
  action<A extends unknown[] = [], O = Record<never, never>>(
    handler: Handler<A, O>,
  ): (...received: unknown[]) => Promise<void> {
    return async (...received) => {
      const command = received.at(-1) as Command;
      const globals: GlobalOptions = command.optsWithGlobals();
      const context = createContext(globals, this.programFolder, () => (this.abort ??= new AbortController()).signal);
      this.output = await handler(context, command.opts() as O, ...(received.slice(0, -2) as A));
    };
  }

  /** Asks the running command to end. `false` when it cannot: it does not listen, or was asked before. */
  interrupt(): boolean {
    if (this.abort === undefined || this.abort.signal.aborted) return false;
    this.abort.abort(new Interrupted());
    return true;
  }
}
