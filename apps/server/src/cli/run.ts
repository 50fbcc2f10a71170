import { CommanderError } from 'commander';
import { render, write } from './output';
import { exitCodeOf, exitCodes, problemJson, problemText, UsageError } from './problem';
import { createProgram } from './program';
import { Shell } from './shell';

const ECHO_MS = 500;

/**
 * Runs one command line and ends the process: 0 ok, 1 failed, 2 wrong usage, 130 interrupted.
 *
 * @param args without node and the script
 * @param programFolder the folder of the built scripts
 */
export async function run(args: readonly string[], programFolder: string): Promise<never> {
  // Wanted before anything is parsed, because the parser's own errors obey them too.
  const [json, debug] = [has(args, '--json'), has(args, '--debug')];
  // A library's stray line must not stand beside the JSON value.
  if (json) console.log = console.info = console.debug = console.error;
  const shell = new Shell(programFolder);
  let asked = -Infinity;
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      // npm passes on what the terminal has sent already: the echo is no second wish.
      if (performance.now() - asked < ECHO_MS) return;
      asked = performance.now();
      if (!shell.interrupt()) process.exit(exitCodes.interrupted);
    });
  }
  // The reader of a pipe went away: there is nobody left to tell.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

  const program = createProgram(shell);
  try {
    await program.parseAsync(args, { from: 'user' });
    if (shell.output === undefined) throw new Error('the command gave no output');
    await write(process.stdout, render(shell.output, json));
    process.exit(shell.output.failed === true ? exitCodes.failed : exitCodes.ok);
  } catch (error) {
    // Help and version are printed already.
    if (error instanceof CommanderError && error.exitCode === 0) process.exit(exitCodes.ok);
    if (json) await write(process.stdout, render({ value: problemJson(error, debug) }, true));
    else await write(process.stderr, help(error) + problemText(error, debug));
    process.exit(exitCodeOf(error));
  }

  function help(error: unknown): string {
    return args.length === 0 && error instanceof UsageError ? `${program.helpInformation()}\n` : '';
  }
}

function has(args: readonly string[], option: string): boolean {
  const end = args.indexOf('--');
  return args.slice(0, end < 0 ? undefined : end).includes(option);
}
