import type { EventOut } from '@tombola/shared';

/** Narrows a stream. */
export interface EventFilter {
  readonly study?: string;
  readonly trial?: string;
}

/** The live end of the event log. */
export interface EventTail {
  /** The newest id that has been read. */
  readonly last: number;
  /** How many streams are open. */
  readonly subscribers: number;
  /**
   * Events after an id (the newest one when left out), first those that are stored, then as they happen: each once, in
   * order, none left out. Ends when the signal fires or the tail is closed.
   *
   * @throws {InputError} when events after `after` have been removed already: the client must load everything anew.
   */
  follow(
    filter: EventFilter,
    options: { readonly after?: number; readonly signal: AbortSignal },
  ): AsyncIterable<EventOut>;
  close(): Promise<void>;
}
