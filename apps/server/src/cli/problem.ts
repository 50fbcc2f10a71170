import { DamagedError, InputError, show, type InputProblem } from '@tombola/shared';
import type { Command, CommanderError } from 'commander';

/** How a command ends. */
export const exitCodes = { ok: 0, failed: 1, usage: 2, interrupted: 130 } as const;

/** The work failed although the command was used rightly: no network, a full disk. Exit code 1, no stack. */
export class FailedError extends Error {
  readonly problem: InputProblem;

  constructor(problem: InputProblem, options?: ErrorOptions) {
    super(new InputError(problem).message, options);
    this.name = 'FailedError';
    this.problem = problem;
  }
}

/** The user broke the command off. */
export class Interrupted extends Error {
  /** @param mend how to go on with what was broken off */
  constructor(readonly mend?: string) {
    super('interrupted');
    this.name = 'AbortError';
  }
}

/** What a server refused, or that it could not be reached. */
export class ServerProblem extends Error {
  readonly problem: Partial<InputProblem> & Pick<InputProblem, 'what'>;
  readonly exitCode: 1 | 2;

  constructor(
    message: string,
    details: { readonly problem: ServerProblem['problem']; readonly exitCode: 1 | 2 },
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'ServerProblem';
    this.problem = details.problem;
    this.exitCode = details.exitCode;
  }
}

/** The command line names a server, and the command has nothing to do with one. */
export function noServerForm(command: Command): InputError {
  return new InputError({
    what: `\`${pathOf(command)}\` is not done on a server`,
    expected: 'the command without --server',
    mend: 'study, trial, export, verify, worker list and artifact are.',
  });
}

/** Only a server can do what is asked. */
export function serverNeeded(command: Command): InputError {
  return new InputError({
    what: `\`${pathOf(command)}\` is done on a server, and none is named`,
    expected: '--server URL, or the variable TOMBOLA_SERVER',
    mend: 'The one of this machine, when `tombola serve` runs, is http://127.0.0.1:4466.',
  });
}

/** Wrong usage that commander found, and the command that it found it in. */
export class UsageError extends Error {
  readonly problem: InputProblem;

  constructor(cause: CommanderError, command: Command) {
    const problem = usageProblem(cause, command);
    super(new InputError(problem).message, { cause });
    this.name = 'UsageError';
    this.problem = problem;
  }
}

const invalidOption = /^(?<what>option .*) argument '(?<value>.*)' is invalid\. Expected (?<expected>.*)\.$/s;
const invalidArgument =
  /^command-argument value '(?<value>.*)' is invalid for (?<what>argument .*)\. Expected (?<expected>.*)\.$/s;

/** Takes commander's message apart into the house's four. */
function usageProblem({ code, message }: CommanderError, command: Command): InputProblem {
  const path = pathOf(command);
  const [first = '', hint = ''] = message.replace(/^error: /, '').split('\n');
  const near = /\(Did you mean (.*)\?\)/.exec(hint)?.[1];
  const mend = near === undefined ? `See \`${path} --help\`.` : `Did you mean ${near}?`;
  if (code === 'commander.help') return { what: `${path} needs a command`, expected: commandsOf(command), mend };
  const wrong = invalidOption.exec(first)?.groups ?? invalidArgument.exec(first)?.groups;
  if (wrong) return { what: `${wrong['what']} is wrong`, value: wrong['value'], expected: wrong['expected']!, mend };
  const unknown = /^(?<what>unknown (?:command|option)) '(?<value>.*)'$/.exec(first)?.groups;
  if (!unknown)
    return { what: first.split('. ')[0]!.replace(/\.$/, ''), expected: `\`${path} ${command.usage()}\``, mend };
  const expected = unknown['what'] === 'unknown command' ? commandsOf(command) : optionsOf(command);
  return { what: unknown['what']!, value: unknown['value'], expected, mend };
}

function commandsOf(command: Command): string {
  const commands = command.createHelp().visibleCommands(command);
  return `one of ${commands.map((each) => each.name()).join(', ')}`;
}

function optionsOf(command: Command): string {
  const help = command.createHelp();
  const options = [...help.visibleOptions(command), ...(command.parent ? help.visibleGlobalOptions(command) : [])];
  return `one of ${options.map(({ long, short }) => long ?? short).join(', ')}`;
}

function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
}

/** The exit code that an error means. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError || error instanceof InputError) return exitCodes.usage;
  if (error instanceof ServerProblem) return error.exitCode;
  return isInterruption(error) ? exitCodes.interrupted : exitCodes.failed;
}

/** Aborted signals reject with errors of several names, one of them the training loop's. */
export function isInterruption(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'InterruptedError');
}

/** An error as `--json` prints it. */
export function problemJson(error: unknown, debug: boolean): { error: Record<string, unknown> } {
  const { what, value, expected, mend } = problemOf(error);
  const stack = debug && error instanceof Error ? error.stack : undefined;
  return { error: { what, value: plain(value), expected, mend, exitCode: exitCodeOf(error), stack } };
}

/** An error as people read it: one line, and with `debug` the stacks of the error and its causes. */
export function problemText(error: unknown, debug: boolean): string {
  const line = `error: ${messageOf(error)}`;
  if (!debug || !(error instanceof Error)) return `${line}\n`;
  const stacks: string[] = [];
  for (let each: unknown = error; each instanceof Error; each = each.cause) stacks.push(each.stack ?? each.message);
  return `${line}\n${stacks.join('\ncaused by ')}\n`;
}

function messageOf(error: unknown): string {
  if (isInterruption(error)) {
    const mend = mendOf(error);
    return mend === undefined ? 'interrupted' : `interrupted. ${mend}`;
  }
  const problem = problemOf(error);
  if (error instanceof Error && !('problem' in error)) return `${problem.what}. ${problem.mend}`;
  return error instanceof Error ? error.message : problem.what;
}

function problemOf(error: unknown): {
  what: string;
  value?: unknown;
  expected?: string | undefined;
  mend?: string | undefined;
} {
  if (error instanceof InputError || error instanceof UsageError) return error.problem;
  if (error instanceof FailedError || error instanceof DamagedError) return error.problem;
  if (error instanceof ServerProblem) return error.problem;
  if (isInterruption(error)) return { what: 'interrupted', mend: mendOf(error) };
  const what = error instanceof Error ? error.message : show(error);
  return { what: what.replace(/\.$/, ''), mend: 'Run it again with `--debug` to see where.' };
}

function mendOf(error: unknown): string | undefined {
  return error instanceof Interrupted ? error.mend : undefined;
}

function plain(value: unknown): unknown {
  if (value === undefined) return undefined;
  try {
    const text = JSON.stringify(value);
    return text !== undefined && text.length <= 1000 ? value : show(value);
  } catch {
    return show(value);
  }
}
