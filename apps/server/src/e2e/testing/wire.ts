import { Agent, request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';

/** A request as it goes over the wire: nothing is added to it but Host and the length of its body. */
export interface Message {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Uint8Array;
}

export interface Answer {
  /** 0 when the connection broke before there was one. */
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly bytes: Buffer;
}

/** No request takes so long. */
const PATIENCE_MS = 30_000;
/** What a live stream says at first comes within this. */
const STREAM_MS = 60;

/** One client of a server on this machine. */
export class Wire {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 4 });

  constructor(readonly port: number) {}

  /** Sends a request. Of a stream of events the answer has the beginning. */
  send({ method, path, headers = {}, body }: Message): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const length = body === undefined ? {} : { 'content-length': `${Buffer.byteLength(body)}` };
      const outgoing = httpRequest({
        ...{ host: '127.0.0.1', port: this.port, method, path, agent: this.agent },
        headers: { ...length, ...headers } as Record<string, string>,
      });
      const late = setTimeout(() => {
        outgoing.destroy();
        reject(new Error(`no answer to ${method} ${path.slice(0, 300)} within ${PATIENCE_MS / 1000} s`));
      }, PATIENCE_MS);
      const settle = (answer: Answer) => {
        clearTimeout(late);
        resolve(answer);
      };
      let answered = false;
      outgoing.on('response', (incoming) => {
        answered = true;
        read(incoming, () => outgoing.destroy()).then(settle, reject);
      });
      // Whoever is refused before he has sent everything may be cut off while he still sends.
      outgoing.on('error', (error: NodeJS.ErrnoException) => {
        if (!answered) settle({ status: 0, headers: {}, text: error.code ?? error.message, bytes: Buffer.alloc(0) });
      });
      outgoing.end(body);
    });
  }

  /** Sends bytes that need not be HTTP, and reads until the server hangs up. */
  async talk(bytes: string | Uint8Array): Promise<string> {
    const socket = connect(this.port, '127.0.0.1');
    socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error('the server does not hang up')));
    socket.end(bytes);
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of socket) chunks.push(chunk as Buffer);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ECONNRESET') throw error;
    }
    return Buffer.concat(chunks).toString();
  }

  close(): void {
    this.agent.destroy();
  }
}

async function read(incoming: IncomingMessage, leave: () => void): Promise<Answer> {
  const { statusCode, headers } = incoming;
  const chunks: Buffer[] = [];
  const timer = headers['content-type']?.startsWith('text/event-stream') ? setTimeout(leave, STREAM_MS) : undefined;
  try {
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ECONNRESET') throw error;
  } finally {
    clearTimeout(timer);
  }
  const bytes = Buffer.concat(chunks);
  return { status: statusCode!, headers, text: bytes.toString(), bytes };
}
