import { InputError, type Device, type StudyState } from '@tombola/shared';
import { Option, type Command } from 'commander';
import { collect, integer, oneOf, positiveInteger } from './arguments';
import { onServer } from './on-server';
import type { Shell } from './shell';
import type { PlanFlags } from './study-options';

/** What a server is told of a study besides its plan. */
export interface LaunchFlags {
  readonly name?: string;
  readonly device?: Device;
  readonly priority?: number;
  readonly retryLimit?: number;
  readonly tag: readonly string[];
  readonly follow?: boolean;
}

export interface RunFlags extends PlanFlags, LaunchFlags {
  readonly jobs?: number;
}

export interface ListFlags {
  readonly state: readonly StudyState[];
  readonly search?: string;
  readonly limit: number;
  readonly presets?: boolean;
}

const states = ['queued', 'running', 'paused', 'done', 'failed', 'cancelled'] as const satisfies StudyState[];

export function launchOptions(command: Command): Command {
  return command
    .option('--name <name>', 'with --server: what people call it (default: its title)')
    .addOption(new Option('--device <device>', 'with --server: cpu or gpu').argParser(oneOf(['cpu', 'gpu'])))
    .option('--priority <n>', 'with --server: from -100 to 100, higher goes first (default: 0)', integer)
    .option('--retry-limit <n>', 'with --server: how often a training whose process died is tried again', integer)
    .option('--tag <tag>', 'with --server: a tag, any number of times', collect, []);
}

/** @throws {InputError} for options that mean nothing without a server. */
export function noLaunchFlags({ name, device, priority, retryLimit, tag }: LaunchFlags): void {
  const given = Object.entries({ name, device, priority, 'retry-limit': retryLimit, tag: tag[0] });
  const [first] = given.filter(([, value]) => value !== undefined);
  if (first === undefined) return;
  throw new InputError({ what: `--${first[0]} is for a server`, value: first[1], expected: '--server URL beside it' });
}

export function listOptions(command: Command): Command {
  return command
    .option('--state <state>', `with --server: only those that are ${states.join(', ')}; any number of times`, one, [])
    .option('--search <text>', 'with --server: part of the name or id')
    .option('--limit <n>', 'with --server: at most so many, newest first', positiveInteger, 50);
}

const state = oneOf(states);
const one = (value: string, before: readonly StudyState[]) => [...before, state(value)];

const change = () => import('../remote/change-study');

/** The commands that only a server has an answer to. */
export function addServerCommands(study: Command, shell: Shell): void {
  const add = (name: string, description: string) => study.command(`${name} <study>`).description(description);
  add('follow', 'with --server: progress of a study until it ends, then its tables, claims and figure').action(
    shell.serverAction(onServer(async () => (await import('../remote/run-study')).followStudy)),
  );
  add('pause', 'with --server: what runs of a study writes checkpoints and waits').action(
    shell.serverAction(onServer(async () => (await change()).pauseStudy)),
  );
  add('resume', 'with --server: a paused, cancelled or failed study goes on')
    .option('--failed', 'levels that failed are tried again, too')
    .action(shell.serverAction(onServer(async () => (await change()).resumeStudy)));
  add('cancel', 'with --server: nothing of a study is trained any more; what is done stays').action(
    shell.serverAction(onServer(async () => (await change()).cancelStudy)),
  );
  add('delete', 'with --server: forget a study; trainings that no other needs go with time').action(
    shell.serverAction(onServer(async () => (await change()).deleteStudy)),
  );
}
