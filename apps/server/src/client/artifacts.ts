import { hash } from '@tombola/shared';
import type { ArtifactOut } from './api';
import { TombolaError } from './error';
import type { Http } from './http';

/** Bytes of an artifact from the first to the last, both included; without `end` to its end. */
export interface ArtifactRange {
  readonly start: number;
  readonly end?: number | undefined;
}

export interface DownloadOptions {
  readonly range?: ArtifactRange | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The bytes of an artifact. A whole one is checked against its SHA-256; of a range only the length can be.
 *
 * @throws {TombolaError} DAMAGED for other bytes than were stored.
 */
export async function downloadArtifact(
  http: Http,
  { id, sha256, size }: Pick<ArtifactOut, 'id' | 'sha256' | 'size'>,
  { range, signal }: DownloadOptions = {},
): Promise<Uint8Array> {
  const response = await http.rest(`/artifacts/${encodeURIComponent(id)}/content`, {
    headers: range === undefined ? {} : { range: `bytes=${range.start}-${range.end ?? ''}` },
    ...(signal === undefined ? {} : { signal }),
  });
  const bytes = await http.bytes(response, signal);
  if (range === undefined) {
    const found = await digest(bytes);
    if (found !== sha256) throw damaged(http, id, `SHA-256 ${found}`, `SHA-256 ${sha256}`);
    return bytes;
  }
  const length = Math.min(range.end ?? size - 1, size - 1) - range.start + 1;
  if (response.status !== 206 || bytes.length !== length) {
    throw damaged(http, id, `${bytes.length} bytes with status ${response.status}`, `${length} bytes with status 206`);
  }
  return bytes;
}

export interface UploadOptions {
  /** What people see, and what a download is called. */
  readonly name: string;
  /** Default `application/octet-stream`. */
  readonly mediaType?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Stores a file; the server keeps it only when it arrives as it was sent. */
export async function uploadArtifact(
  http: Http,
  content: Uint8Array,
  { name, mediaType = 'application/octet-stream', signal }: UploadOptions,
): Promise<ArtifactOut> {
  const response = await http.rest(`/artifacts?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { 'content-type': mediaType, 'x-content-sha256': await digest(content) },
    body: content as Uint8Array<ArrayBuffer>,
    ...(signal === undefined ? {} : { signal }),
  });
  return (await response.json()) as ArtifactOut;
}

/** Browsers hide their own SHA-256 from pages without TLS. */
async function digest(bytes: Uint8Array): Promise<string> {
  const { subtle } = globalThis.crypto ?? {};
  if (subtle === undefined) return hash(bytes);
  const sum = new Uint8Array(await subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
  return Array.from(sum, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function damaged(http: Http, id: string, value: string, expected: string): TombolaError {
  const problem = { what: `the bytes of ${id} are not those that were stored`, value, expected, mend: 'Try again.' };
  return new TombolaError({ code: 'DAMAGED', status: 0, problem, url: http.url });
}
