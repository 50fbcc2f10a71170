import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { InputError, isRecord, type InputProblem } from '@tombola/shared';
import type { Context } from '../cli/context';
import { exitCodes, FailedError } from '../cli/problem';

/**
 * A measurement done by a command in a process of its own.
 *
 * @param args of the command, which prints its result as JSON
 * @param env the process's own when left out
 * @throws {InputError | FailedError} what the command said when it failed
 */
export async function benchInChild<T>(
  args: readonly string[],
  { script, signal }: Pick<Context, 'script' | 'signal'>,
  env?: NodeJS.ProcessEnv,
): Promise<T> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [script('main'), ...args, '--here', '--json'], {
      signal,
      ...(env !== undefined && { env }),
    });
    return JSON.parse(stdout) as T;
  } catch (error) {
    signal.throwIfAborted();
    throw saidOf(error) ?? error;
  }
}

/** The error that a command printed as JSON before it ended. */
function saidOf(error: unknown): Error | undefined {
  const { stdout } = error as { stdout?: string };
  const said = readError(stdout ?? '');
  if (said === undefined) return undefined;
  const { what, expected, exitCode } = said;
  if (expected === undefined) return new Error(what, { cause: error });
  const problem = said as InputProblem;
  return new (exitCode === exitCodes.usage ? InputError : FailedError)(problem, { cause: error });
}

type Said = Partial<InputProblem> & { readonly what: string; readonly exitCode?: number };

function readError(text: string): Said | undefined {
  try {
    const printed: unknown = JSON.parse(text);
    return isRecord(printed) && isRecord(printed['error']) ? (printed['error'] as Said) : undefined;
  } catch {
    return undefined;
  }
}
