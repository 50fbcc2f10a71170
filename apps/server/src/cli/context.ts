import { join, resolve } from 'node:path';
import { createProgress, type Progress } from './progress';
import { serverAddress, type ServerAddress, type ServerFlags } from './server-address';

/** The options that every command has. */
export interface GlobalOptions extends ServerFlags {
  readonly results?: string;
  readonly data?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly debug?: boolean;
}

/** What the shell tells a command of its surroundings. */
export interface Context {
  /** Where results are stored: `--results`, else `TOMBOLA_RESULTS`, else `./results`. It may not exist yet. */
  readonly resultsFolder: string;
  /** `--data`: a folder to look for data sets in first. */
  readonly data?: string;
  /** The server that the command is for: `--server`, else `TOMBOLA_SERVER`; without it the work is done here. */
  readonly server?: ServerAddress;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly debug: boolean;
  /**
   * Aborted by the first Ctrl-C. A command that never asks for it is ended by that Ctrl-C; one that does ends itself,
   * by rejecting with the signal's reason, and is ended by the second.
   */
  readonly signal: AbortSignal;
  /** The path of another script of this program, such as `trial-process`. */
  readonly script: (name: 'main' | 'trial-process' | 'reading-thread') => string;
  /** A progress bar on stderr; silent where nobody watches. */
  readonly progress: (label: string) => Progress;
}

/** The context of one run of a command. */
export function createContext(options: GlobalOptions, programFolder: string, signal: () => AbortSignal): Context {
  const { json = false, quiet = false, debug = false } = options;
  const server = serverAddress(options, process.env);
  return {
    resultsFolder: resolve(options.results ?? (process.env['TOMBOLA_RESULTS'] || 'results')),
    ...(options.data === undefined ? {} : { data: options.data }),
    ...(server === undefined ? {} : { server }),
    json,
    quiet,
    debug,
    get signal() {
      return signal();
    },
    script: (name) => join(programFolder, `${name}.js`),
    progress: (label) => createProgress(label, { stream: process.stderr, quiet }),
  };
}
