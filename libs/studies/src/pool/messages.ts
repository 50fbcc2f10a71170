import type { VerifyReport } from '@tombola/deploy';
import type { Provider } from '@tombola/engine';
import { DamagedError, InputError, show, type InputProblem, type LevelResult, type Measurement } from '@tombola/shared';
import type { Job } from '../trial/job';

/** What a trial process is told. */
export type Order =
  | {
      readonly type: 'setup';
      readonly results: string;
      readonly data?: string;
      readonly threads: number;
      readonly provider?: Provider;
      /** Most milliseconds between two checkpoints. */
      readonly checkpointEvery?: number;
    }
  | { readonly type: 'run'; readonly key: string; readonly job: Job }
  | { readonly type: 'export'; readonly key: string; readonly job: Job }
  /** Ends the training in hand with a checkpoint; the process stays for the next job. */
  | { readonly type: 'interrupt' }
  /** The same, and then the process ends. */
  | { readonly type: 'stop' };

/** What a trial process tells. A job ends with one of `done`, `exported`, `interrupted` and `failed`. */
export type Report =
  | { readonly type: 'ready' }
  | { readonly type: 'progress'; readonly key: string; readonly step: number }
  /** As it is made; a training that goes on from a checkpoint first tells all that the checkpoint holds, in order. */
  | { readonly type: 'measurement'; readonly key: string; readonly measurement: Measurement }
  /** A checkpoint of this step is in place; the next one, or the end of the training, replaces the file. */
  | { readonly type: 'checkpoint'; readonly key: string; readonly step: number; readonly file: string }
  | { readonly type: 'done'; readonly key: string; readonly result: LevelResult }
  | { readonly type: 'exported'; readonly key: string; readonly file: string; readonly verification: VerifyReport }
  | { readonly type: 'interrupted'; readonly key: string; readonly step: number }
  | { readonly type: 'failed'; readonly key: string; readonly error: Failure };

/** An error that crossed the border of a process. */
export interface Failure {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  /** The four parts of an {@link InputError} or a {@link DamagedError}. */
  readonly problem?: InputProblem;
}

/** An error as it can be sent. */
export function failureOf(error: unknown): Failure {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  const failure = { name, message, ...(stack === undefined ? {} : { stack }) };
  if (!(error instanceof InputError || error instanceof DamagedError)) return failure;
  return { ...failure, problem: { ...error.problem, value: plain(error.problem.value) } };
}

/** A value as it survives the way: what is no JSON, such as a function, becomes a text. */
function plain(value: unknown): unknown {
  try {
    const text = JSON.stringify(value);
    return text === undefined ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return show(value);
  }
}
