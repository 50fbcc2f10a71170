import type { Answer, Asked, Question, TaskName, Told } from './tasks';

interface Waiting {
  readonly asked: Asked;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** What is asked of a worker, one question at a time; those that nobody waits for any more are never asked. */
export class Asker {
  readonly #queue: Waiting[] = [];
  #worker: Worker | undefined;
  #current: Waiting | undefined;

  constructor(private readonly start: () => Worker) {}

  ask<Name extends TaskName>(name: Name, question: Question<Name>, signal?: AbortSignal): Promise<Answer<Name>> {
    return new Promise<unknown>((resolve, reject) => {
      const waiting = { asked: { name, question }, resolve, reject };
      signal?.addEventListener('abort', () => {
        const place = this.#queue.indexOf(waiting);
        if (place >= 0) this.#queue.splice(place, 1);
        reject(signal.reason as Error);
      });
      this.#queue.push(waiting);
      this.#next();
    }) as Promise<Answer<Name>>;
  }

  #next(): void {
    if (this.#current !== undefined) return;
    this.#current = this.#queue.shift();
    if (this.#current === undefined) return;
    this.#worker ??= this.#begin();
    this.#worker.postMessage(this.#current.asked);
  }

  #begin(): Worker {
    const worker = this.start();
    worker.onmessage = ({ data }: MessageEvent<Told>) => {
      if ('wrong' in data) this.#end(({ reject }) => reject(new Error(data.wrong)));
      else this.#end(({ resolve }) => resolve(data.answer));
    };
    worker.onerror = ({ message }) => {
      worker.terminate();
      this.#worker = undefined;
      this.#end(({ reject }) => reject(new Error(message || 'the geometry could not be loaded')));
    };
    return worker;
  }

  #end(how: (waiting: Waiting) => void): void {
    const ended = this.#current!;
    this.#current = undefined;
    how(ended);
    this.#next();
  }
}

const asker = new Asker(() => new Worker(new URL('./geometry.worker.ts', import.meta.url), { type: 'module' }));

/** Asks the worker of the page. */
export const ask: Asker['ask'] = (name, question, signal) => asker.ask(name, question, signal);
