import { Agent, request } from 'node:http';
import type { RandomStream } from '@tombola/shared';
import { Latencies } from './latency';

/** What the clients ask for: its name, and a path of it at random. */
export type Asked = Readonly<Record<string, (random: RandomStream) => string>>;

/** So many clients, each asking again as soon as it has its answer, until the signal fires. */
export async function ask(
  url: string,
  asked: Asked,
  clients: number,
  streams: (client: number) => RandomStream,
  signal: AbortSignal,
): Promise<Record<string, ReturnType<Latencies['summary']>>> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const names = Object.keys(asked);
  const latencies = Object.fromEntries(names.map((name) => [name, new Latencies()]));
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      const random = streams(client);
      while (!signal.aborted) {
        const name = names[Math.floor(random.uniform() * names.length)]!;
        const started = performance.now();
        const ok = await get(agent, `${url}${asked[name]!(random)}`);
        if (signal.aborted) return;
        latencies[name]!.add(performance.now() - started);
        if (!ok) latencies[name]!.failures += 1;
      }
    }),
  );
  agent.destroy();
  return Object.fromEntries(names.map((name) => [name, latencies[name]!.summary()]));
}

function get(agent: Agent, url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const sent = request(url, { agent }, (response) => {
      response.on('error', () => resolve(false));
      response.on('end', () => resolve(response.statusCode === 200));
      response.resume();
    });
    sent.on('error', () => resolve(false));
    sent.end();
  });
}
