import type { ArtifactOut, EventOut, ExportOut, StudyDetail } from './api';
import { downloadArtifact, uploadArtifact, type DownloadOptions, type UploadOptions } from './artifacts';
import { followStudy, sleep, type FollowOptions } from './follow';
import { Http, type Fetch } from './http';
import type { CallOptions, Procedures } from './procedures';
import { createProcedures, type EventSourceClass } from './trpc';

export interface ClientOptions {
  /** Where the server is: `http://127.0.0.1:4466`. A path is kept. */
  readonly url: string | URL;
  /** An API token; on loopback none is needed. */
  readonly token?: string | undefined;
  /** Instead of the global one: for proxies, certificates, tests. */
  readonly fetch?: Fetch | undefined;
  /** For subscriptions, instead of the browser's own, or of one that sends the token. */
  readonly EventSource?: EventSourceClass | undefined;
}

/** What takes more than one call. */
export interface ClientMethods {
  /** The server, without a slash at the end. */
  readonly url: string;
  /**
   * The events of a study, each once, in order, none left out, whatever happens to connections and servers; it ends when
   * the study has ended. Without `after` it begins now.
   */
  followStudy(id: string, options?: FollowOptions): AsyncGenerator<EventOut, void, undefined>;
  /** Resolves when a study is done, failed or cancelled, and with it. */
  waitForStudy(id: string, options?: Omit<FollowOptions, 'after'>): Promise<StudyDetail>;
  /** Resolves when an export is done or failed, and with it. */
  waitForExport(id: string, options?: CallOptions): Promise<ExportOut>;
  /** The bytes of an artifact, checked against its SHA-256; or a range of them. */
  downloadArtifact(id: string, options?: DownloadOptions): Promise<Uint8Array>;
  /** Stores a file of yours. */
  uploadArtifact(content: Uint8Array, options: UploadOptions): Promise<ArtifactOut>;
}

/** A server's procedures by resource and name, and methods. Everything rejects with a `TombolaError`. */
export type Client = Procedures & ClientMethods;

const LOOK_MS = 500;

/**
 * A client of a Tombola server, for Node 20 and newer and for browsers. It opens no connection before it is used.
 *
 * @throws {TypeError} when the URL is none.
 */
export function createClient({ url, token, fetch = globalThis.fetch, EventSource }: ClientOptions): Client {
  const http = new Http(url, token, (to, init) => fetch(to, init));
  const api = createProcedures(http, EventSource);
  const following = (study: string) => ({
    study: (signal?: AbortSignal) => api.studies.get.query({ study }, signal && { signal }),
    events: async (after: number, limit: number, signal?: AbortSignal) =>
      (await api.system.events.query({ study, after, limit }, signal && { signal })).items,
    last: async (signal?: AbortSignal) => (await api.system.info.query(undefined, signal && { signal })).lastEvent,
  });
  const methods: ClientMethods = {
    url: http.url,
    followStudy: (id, options) => followStudy(http, id, following(id), options),
    waitForStudy: async (id, options = {}) => {
      for await (const event of followStudy(http, id, following(id), options)) void event;
      return api.studies.get.query({ study: id }, options);
    },
    waitForExport: async (id, options = {}) => {
      for (;;) {
        const found = await api.exports.get.query({ export: id }, options);
        if (found.state === 'done' || found.state === 'failed') return found;
        await sleep(LOOK_MS, options.signal);
      }
    },
    downloadArtifact: async (id, options = {}) =>
      downloadArtifact(http, await api.artifacts.get.query({ artifact: id }, options), options),
    uploadArtifact: (content, options) => uploadArtifact(http, content, options),
  };
  return new Proxy(api, {
    get: (_, name) => Reflect.get(name in methods ? methods : api, name) as unknown,
  }) as Client;
}
