import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { setTimeout as pause } from 'node:timers/promises';

/** What a follower of the event stream saw. */
export interface Followed {
  readonly events: number;
  /** Ids that did not follow the one before: gaps and doubles. */
  readonly faults: number;
  readonly reconnects: number;
  /** Points of metrics by level and series: how many. */
  readonly points: ReadonlyMap<string, number>;
}

interface MetricsEvent {
  readonly id: number;
  readonly type: string;
  readonly level: string | null;
  readonly data: { readonly series?: Readonly<Record<string, { readonly steps: readonly number[] }>> };
}

/** Follows every event from the first by plain HTTP, comes back with the last id whenever the stream breaks. */
export async function followAll(url: string, signal: AbortSignal, until: () => number): Promise<Followed> {
  let [last, events, faults, reconnects] = [0, 0, 0, -1];
  const points = new Map<string, number>();
  const take = ({ id, level, type, data }: MetricsEvent) => {
    if (id !== last + 1) faults += 1;
    last = id;
    events += 1;
    if (type !== 'metrics') return;
    for (const [series, { steps }] of Object.entries(data.series ?? {})) {
      const key = `${level} ${series}`;
      points.set(key, (points.get(key) ?? 0) + steps.length);
    }
  };
  while (!signal.aborted && last < until()) {
    reconnects += 1;
    try {
      const headers = { 'last-event-id': String(last) };
      const response = await fetch(`${url}/api/v1/events/stream`, { headers, signal });
      if (!response.ok || response.body === null) throw new Error(`status ${response.status}`);
      let text = '';
      const decoder = new TextDecoder();
      for await (const chunk of Readable.fromWeb(response.body as WebStream)) {
        text += decoder.decode(chunk as Uint8Array, { stream: true });
        const blocks = text.split('\n\n');
        text = blocks.pop()!;
        for (const block of blocks) {
          const data = block.split('\n').find((line) => line.startsWith('data: '));
          if (block.includes('\nevent: problem') || block.startsWith('event: problem')) throw new Error(block);
          if (data !== undefined) take(JSON.parse(data.slice(6)) as MetricsEvent);
        }
        if (last >= until()) break;
      }
    } catch {
      // The server is away; it comes back.
      await pause(300);
    }
  }
  return { events, faults, reconnects, points };
}
