import type { AppRouter } from './api';

type Resources = AppRouter['_def']['record'];

/** Input, output and kind of a procedure. */
type Facts = { readonly _def: { readonly type: string; readonly $types: { input: unknown; output: unknown } } };
type Input<P> = P extends Facts ? P['_def']['$types']['input'] : never;
type Output<P> = P extends Facts ? P['_def']['$types']['output'] : never;

/** What every procedure takes: `RouterInputs['studies']['create']`. */
export type RouterInputs = {
  [R in keyof Resources]: { [N in keyof Resources[R]]: Input<Resources[R][N]> };
};

/** What every procedure answers: `RouterOutputs['studies']['get']`. */
export type RouterOutputs = {
  [R in keyof Resources]: { [N in keyof Resources[R]]: Output<Resources[R][N]> };
};

export interface CallOptions {
  /** Breaks the call off; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Arguments of a procedure; one without input may be called with none. */
type Arguments<I> = undefined extends I
  ? [input?: undefined, options?: CallOptions]
  : [I] extends [void]
    ? [input?: undefined, options?: CallOptions]
    : [input: I, options?: CallOptions];

/** What a subscription yields: the value of an event without its wrapping. */
type Told<O> = O extends AsyncIterable<infer E> ? E : never;

export interface Subscriber<E> {
  readonly onData: (event: E) => void;
  readonly onError?: (error: Error) => void;
  readonly onComplete?: () => void;
  readonly signal?: AbortSignal | undefined;
}

type Caller<P> = P extends Facts
  ? P['_def']['type'] extends 'query'
    ? { query(...args: Arguments<Input<P>>): Promise<Output<P>> }
    : P['_def']['type'] extends 'mutation'
      ? { mutate(...args: Arguments<Input<P>>): Promise<Output<P>> }
      : { subscribe(input: Input<P>, subscriber: Subscriber<Told<Output<P>>>): { unsubscribe(): void } }
  : never;

/** Every procedure of the server by resource and name: `studies.list.query({})`, `studies.create.mutate(...)`. */
export type Procedures = {
  readonly [R in keyof Resources]: { readonly [N in keyof Resources[R]]: Caller<Resources[R][N]> };
};
