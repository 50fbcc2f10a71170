import { Asker } from './ask';
import type { Asked, Told } from './tasks';

/** A worker that answers when it is told to. */
class PaperWorker {
  readonly asked: Asked[] = [];
  terminated = false;
  onmessage: ((event: { data: Told }) => void) | undefined;
  onerror: ((event: { message: string }) => void) | undefined;
  postMessage(asked: Asked) {
    this.asked.push(asked);
  }
  terminate() {
    this.terminated = true;
  }
}

function setUp() {
  const workers: PaperWorker[] = [];
  const asker = new Asker(() => {
    const worker = new PaperWorker();
    workers.push(worker);
    return worker as unknown as Worker;
  });
  const ask = (half: number, signal?: AbortSignal) => asker.ask('regions', { network: { layers: [] }, half }, signal);
  const halves = (worker: PaperWorker) => worker.asked.map(({ question }) => (question as { half: number }).half);
  return { workers, ask, halves };
}

test('one question at a time, in their order; the worker starts with the first', async () => {
  const { workers, ask, halves } = setUp();
  expect(workers).toHaveLength(0);
  const [one, two] = [ask(1), ask(2)];
  const [worker] = workers;
  expect(halves(worker!)).toEqual([1]);
  worker!.onmessage!({ data: { answer: 'a' } });
  await expect(one).resolves.toBe('a');
  expect(halves(worker!)).toEqual([1, 2]);
  worker!.onmessage!({ data: { wrong: 'no such network' } });
  await expect(two).rejects.toThrow('no such network');
  expect(workers).toHaveLength(1);
});

test('what nobody waits for any more is not asked', async () => {
  const { workers, ask, halves } = setUp();
  const given = new AbortController();
  const [one, two, three] = [ask(1), ask(2, given.signal), ask(3)];
  given.abort();
  await expect(two).rejects.toMatchObject({ name: 'AbortError' });
  workers[0]!.onmessage!({ data: { answer: 1 } });
  workers[0]!.onmessage!({ data: { answer: 3 } });
  await expect(Promise.all([one, three])).resolves.toEqual([1, 3]);
  expect(halves(workers[0]!)).toEqual([1, 3]);
});

test('a worker that fails is replaced for the next question', async () => {
  const { workers, ask, halves } = setUp();
  const [one, two] = [ask(1), ask(2)];
  workers[0]!.onerror!({ message: '' });
  await expect(one).rejects.toThrow('could not be loaded');
  expect(workers[0]!.terminated).toBe(true);
  expect(halves(workers[1]!)).toEqual([2]);
  workers[1]!.onmessage!({ data: { answer: 2 } });
  await expect(two).resolves.toBe(2);
});
