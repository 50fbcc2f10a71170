/** What a service without any client does: JSON over HTTP, and server-sent events taken apart by hand. */
export class PlainHttp {
  constructor(
    private readonly url: string,
    private readonly headers: Record<string, string> = {},
  ) {}

  async get<T>(path: string): Promise<T> {
    return (await this.ask(path)).json() as Promise<T>;
  }

  async post<T>(path: string, body: unknown): Promise<T> {
    const headers = { 'content-type': 'application/json' };
    return (await this.ask(path, { method: 'POST', body: JSON.stringify(body), headers })).json() as Promise<T>;
  }

  async ask(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { ...this.headers, ...(init.headers as Record<string, string>) };
    const response = await fetch(`${this.url}/api/v1${path}`, { ...init, headers });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response;
  }

  /** Events after an id, until the caller has enough or the connection is over. */
  async *events(query: string, lastEventId: number): AsyncGenerator<HandRead, void, undefined> {
    const headers = { 'last-event-id': String(lastEventId), accept: 'text/event-stream' };
    const { body } = await this.ask(`/events/stream?${query}`, { headers });
    const reader = body!.pipeThrough(new TextDecoderStream()).getReader();
    try {
      for (let rest = ''; ;) {
        const { done, value } = await reader.read();
        if (done) return;
        const blocks = (rest + value).split('\n\n');
        rest = blocks.pop()!;
        for (const block of blocks) {
          const member = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
          const data = member('data');
          if (data === undefined) continue;
          yield { id: Number(member('id')), event: member('event')!, data: JSON.parse(data) as HandRead['data'] };
        }
      }
    } finally {
      await reader.cancel();
    }
  }
}

export interface HandRead {
  readonly id: number;
  readonly event: string;
  readonly data: { readonly id: number; readonly type: string; readonly data: Readonly<Record<string, unknown>> };
}
