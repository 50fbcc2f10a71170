import { setMaxListeners } from 'node:events';
import { get } from 'node:http';
import { Latencies } from './latency';

/** What live subscribers saw of the points of one study. */
export interface Subscribed {
  readonly subscribers: number;
  /** Milliseconds from the commit of a point to its arrival, over all subscribers. */
  readonly delay: ReturnType<Latencies['summary']>;
  /** Subscribers that did not see every event once and in order. */
  readonly incomplete: number;
  readonly events: number;
}

/** Holds so many streams of a study open until the signal fires. */
export async function subscribe(
  url: string,
  study: string,
  subscribers: number,
  signal: AbortSignal,
): Promise<Subscribed> {
  const delays = new Latencies();
  setMaxListeners(0, signal);
  const seen = await Promise.all(
    Array.from({ length: subscribers }, () => listen(`${url}/api/v1/events/stream?study=${study}`, delays, signal)),
  );
  // Streams begin at different events: each must have all from its first on, up to the last that all have.
  const end = Math.min(...seen.map((ids) => ids.at(-1) ?? 0));
  const all = [...new Set(seen.flat())].filter((id) => id <= end).sort((a, b) => a - b);
  const incomplete = seen.filter((ids) => {
    const expected = all.filter((id) => id >= (ids[0] ?? Infinity));
    const own = ids.filter((id) => id <= end);
    return own.length === 0 || own.length !== expected.length || own.some((id, i) => id !== expected[i]);
  });
  return { subscribers, delay: delays.summary(), incomplete: incomplete.length, events: all.length };
}

function listen(url: string, delays: Latencies, signal: AbortSignal): Promise<number[]> {
  const ids: number[] = [];
  return new Promise((resolve) => {
    const sent = get(url, { agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
        const blocks = text.split('\n\n');
        text = blocks.pop()!;
        for (const block of blocks) {
          const data = /^data: (.*)$/m.exec(block)?.[1];
          if (data === undefined) continue;
          const { id, at, type } = JSON.parse(data) as { id: number; at: string; type: string };
          ids.push(id);
          if (type === 'metrics') delays.add(Date.now() - Date.parse(at));
        }
      });
      response.on('close', () => resolve(ids));
      response.on('error', () => resolve(ids));
    });
    sent.on('error', () => resolve(ids));
    signal.addEventListener('abort', () => sent.destroy(), { once: true });
  });
}
