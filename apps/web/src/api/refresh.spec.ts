import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { Refresher } from './refresh';

const PAUSE_MS = 20;
const queryKey = ['answer'];
const pause = () => new Promise((resolve) => setTimeout(resolve, 3 * PAUSE_MS));

/** A question on the screen whose answers come when the test says so. */
function asked() {
  const queries = new QueryClient();
  const pending: ((answer: string) => void)[] = [];
  const queryFn = () => new Promise<string>((resolve) => pending.push(resolve));
  const stop = new QueryObserver(queries, { queryKey, queryFn, staleTime: Infinity }).subscribe(() => {});
  const refresher = new Refresher(queries, PAUSE_MS);
  return {
    pending,
    refresher,
    shown: () => queries.getQueryData(queryKey),
    end: () => {
      refresher.stop();
      stop();
      queries.clear();
    },
  };
}

test('what is marked is asked for again, once for many marks', async () => {
  const { pending, refresher, shown, end } = asked();
  pending[0]!('first');
  await pause();
  for (let i = 0; i < 5; i++) refresher.mark([{ queryKey }]);
  await pause();
  expect(pending).toHaveLength(2);
  pending[1]!('second');
  await pause();
  expect(shown()).toBe('second');
  expect(pending).toHaveLength(2);
  end();
});

test('an answer that was under way at the mark is waited for, and asked for once more', async () => {
  const { pending, refresher, shown, end } = asked();
  refresher.mark([{ queryKey }]);
  await pause();
  expect(pending).toHaveLength(1);
  pending[0]!('from before the event');
  await pause();
  expect(shown()).toBe('from before the event');
  expect(pending).toHaveLength(2);
  pending[1]!('from after the event');
  await pause();
  expect(shown()).toBe('from after the event');
  expect(pending).toHaveLength(2);
  end();
});

test('other questions, and those after the end, are left alone', async () => {
  const { pending, refresher, end } = asked();
  pending[0]!('first');
  await pause();
  refresher.mark([{ queryKey: ['another'] }]);
  await pause();
  refresher.mark([{ queryKey }]);
  end();
  await pause();
  expect(pending).toHaveLength(1);
});
