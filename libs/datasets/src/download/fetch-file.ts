import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { InputError } from '@tombola/shared';
import type { RemoteFile } from './remotes';

export interface FetchOptions {
  /** In place of the global `fetch`. */
  readonly fetch?: typeof fetch;
  /** Told how many bytes of the file are there. */
  readonly onBytes?: (received: number) => void;
  /** Stops the download; what has come stays in the `.part` file and is gone on from. */
  readonly signal?: AbortSignal;
  /** Failures in a row without a new byte before a download is given up, over all mirrors. Default 6. */
  readonly attempts?: number;
  /** Milliseconds before the first retry; doubled each time, at most 30 s. Default 500. */
  readonly delay?: number;
  /** Milliseconds without a byte after which a connection counts as dead. Default 30,000. */
  readonly stall?: number;
}

/**
 * Fetches one file: resumes `target.part`, checks size and digests, then renames. `target` is never half-written.
 *
 * @param mirrors folder addresses, tried in turn.
 * @throws {InputError} when it was given up; the message has every mirror's last failure.
 */
export async function fetchFile(
  remote: RemoteFile,
  mirrors: readonly string[],
  target: string,
  options: FetchOptions = {},
): Promise<void> {
  const { signal, attempts = 6, delay = 500 } = options;
  if (await matches(target, remote)) return options.onBytes?.(remote.bytes);
  const part = `${target}.part`;
  await mkdir(dirname(target), { recursive: true });
  const failures = new Map<string, string>();
  for (let failed = 0, turn = 0; failed < attempts; turn++) {
    signal?.throwIfAborted();
    const url = `${mirrors[turn % mirrors.length]!.replace(/\/$/, '')}/${remote.file}`;
    const before = await sizeOf(part);
    try {
      if (before !== remote.bytes) await receive(url, part, remote, options);
      if (await matches(part, remote)) return await rename(part, target);
      await rm(part, { force: true });
      throw new Error('the bytes have the wrong digest');
    } catch (error) {
      signal?.throwIfAborted();
      failures.set(url, error instanceof Error ? reason(error) : String(error));
      if ((await sizeOf(part)) > before) failed = 0;
      failed += 1;
    }
    // A fresh mirror is tried at once; the wait comes when all have had their turn.
    if (failed < attempts && failed % mirrors.length === 0) {
      await wait(Math.min(30_000, delay * 2 ** (failed / mirrors.length - 1)), undefined, signal && { signal }).catch(
        () => signal?.throwIfAborted(),
      );
    }
  }
  throw new InputError({
    what: `${remote.file} could not be downloaded (${[...failures].map((each) => each.join(': ')).join('; ')})`,
    expected: `${remote.bytes} bytes with MD5 ${remote.md5}`,
    mend: 'Check the connection and try again: what has come is kept. Or give the files with `--data DIR`.',
  });
}

/** Appends what is missing to the part file, or starts it afresh when the server sends the whole. */
async function receive(url: string, part: string, remote: RemoteFile, options: FetchOptions): Promise<void> {
  const { fetch: get = fetch, onBytes, signal, stall = 30_000 } = options;
  let size = await sizeOf(part);
  if (size > remote.bytes) {
    await rm(part);
    size = 0;
  }
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(new Error(`no byte for ${stall / 1000} s`)), stall);
  const headers: Record<string, string> = { 'accept-encoding': 'identity' };
  if (size > 0) headers['range'] = `bytes=${size}-`;
  try {
    const both = signal ? AbortSignal.any([signal, silence.signal]) : silence.signal;
    const response = await get(url, { headers, signal: both });
    const resumed = response.status === 206 && response.headers.get('content-range')?.startsWith(`bytes ${size}-`);
    if (!resumed && response.status !== 200) {
      await response.body?.cancel();
      // A range that the server cannot serve: the part is of no use to it.
      if (response.status === 416 || response.status === 206) await rm(part, { force: true });
      throw new Error(`HTTP status ${response.status}`);
    }
    if (!resumed) size = 0;
    const file = await open(part, resumed ? 'a' : 'w');
    try {
      // Node's streams can be iterated; the DOM's type does not say so.
      for await (const chunk of (response.body ?? []) as unknown as AsyncIterable<Uint8Array>) {
        timer.refresh();
        size += chunk.length;
        if (size > remote.bytes) throw new Error(`more than ${remote.bytes} bytes came`);
        await file.writeFile(chunk);
        onBytes?.(size);
      }
      await file.sync();
    } finally {
      await file.close();
    }
    if (size < remote.bytes) throw new Error(`broke off after ${size} of ${remote.bytes} bytes`);
  } catch (error) {
    if (silence.signal.aborted) throw silence.signal.reason;
    if (size > remote.bytes) await rm(part, { force: true });
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** Is the file there with the right size and digests? */
async function matches(path: string, remote: RemoteFile): Promise<boolean> {
  if ((await sizeOf(path)) !== remote.bytes) return false;
  const [md5, sha256] = [createHash('md5'), createHash('sha256')];
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    md5.update(chunk);
    sha256.update(chunk);
  }
  return md5.digest('hex') === remote.md5 && [undefined, sha256.digest('hex')].includes(remote.sha256);
}

/** Bytes of a file; 0 when it is not there. */
async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}

/** `fetch` says only "fetch failed"; why is in its cause. */
function reason(error: Error): string {
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
