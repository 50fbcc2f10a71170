import type { QueryClient } from '@tanstack/react-query';
import { filtersOf, type Stale } from './invalidation';

/** At most so often is one answer asked for again. */
const PAUSE_MS = 500;

/**
 * Asks again for what is marked as old, at most twice a second. An answer that is under way when it is marked may be
 * older than the mark, so it is waited for and asked for once more: the last event is never lost, and a steady stream of
 * events cuts no answer off.
 */
export class Refresher {
  readonly #queries: QueryClient;
  readonly #pauseMs: number;
  readonly #marked = new Map<string, Stale>();
  /** Hashes of questions to be asked again when they are not under way. */
  readonly #late = new Set<string>();
  readonly #unsubscribe: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(queries: QueryClient, pauseMs = PAUSE_MS) {
    this.#queries = queries;
    this.#pauseMs = pauseMs;
    this.#unsubscribe = queries.getQueryCache().subscribe(({ type, query }) => {
      if (!this.#late.has(query.queryHash)) return;
      if (type === 'removed') this.#late.delete(query.queryHash);
      else if (query.state.fetchStatus === 'idle') this.#soon();
    });
  }

  mark(stale: readonly Stale[]): void {
    for (const each of stale) this.#marked.set(JSON.stringify(each), each);
    if (this.#marked.size > 0) this.#soon();
  }

  /** Forgets what is marked. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#unsubscribe();
    this.#marked.clear();
    this.#late.clear();
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#refresh();
    }, this.#pauseMs);
  }

  #refresh(): void {
    const cache = this.#queries.getQueryCache();
    for (const stale of this.#marked.values()) {
      for (const query of cache.findAll(filtersOf(stale))) this.#late.add(query.queryHash);
    }
    this.#marked.clear();
    const ready = new Set([...this.#late].filter((hash) => cache.get(hash)?.state.fetchStatus === 'idle'));
    for (const hash of ready) this.#late.delete(hash);
    if (ready.size > 0) void this.#queries.invalidateQueries({ predicate: ({ queryHash }) => ready.has(queryHash) });
  }
}
