import { randomUUID } from 'node:crypto';
import { access, mkdir, open, readdir, readFile, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { checked, digestAt, placeOf, sha256Of } from './digest';
import { BlobDamagedError, BlobMissingError, codeOf, storageError } from './errors';
import { rangeWithin } from './range';
import { checkPut, discard, receive, withFile, type Content } from './receive';
import { requireSpace } from './space';
import type { ArtifactStore, ByteRange, ListedBlob, PutOptions, StoredBlob } from './store';

const DAY = 24 * 3600 * 1000;
const fans = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'));

/**
 * Blobs as files in a folder:
 *
 * ```
 * ab/cdef...     the blob abcdef...; all 256 folders are made at the start
 * .incoming/     what is being written, in the same file system; a day later it is what a killed process left
 * ```
 *
 * @param minFreeBytes space that is left on the disk.
 * @throws {StorageError} when the folder cannot be made or written.
 */
export async function openFolder(path: string, minFreeBytes: number): Promise<ArtifactStore> {
  const root = resolve(path);
  const store = new FolderStore(root, minFreeBytes);
  try {
    await mkdir(join(root, '.incoming'), { recursive: true });
    const there = new Set(await readdir(root));
    const missing = fans.filter((fan) => !there.has(fan));
    for (const fan of missing) await mkdir(join(root, fan), { recursive: true });
    if (missing.length > 0) await syncFolder(root);
    await sweep(join(root, '.incoming'));
  } catch (error) {
    throw storageError(error, root);
  }
  return store;
}

class FolderStore implements ArtifactStore {
  readonly url: string;
  readonly #root: string;
  readonly #minFreeBytes: number;

  constructor(root: string, minFreeBytes: number) {
    this.url = pathToFileURL(root).href;
    this.#root = root;
    this.#minFreeBytes = minFreeBytes;
  }

  async put(content: Content, options: PutOptions = {}): Promise<StoredBlob> {
    try {
      checkPut(content, options);
      await requireSpace(this.#root, this.#minFreeBytes, content instanceof Uint8Array ? content.length : 0);
      return await this.#incoming(async (file, temporary) => {
        const blob = await receive(content, file, options, { folder: this.#root, minFreeBytes: this.#minFreeBytes });
        await this.#guard(() => file.sync());
        // A blob that is there is replaced: if it was damaged it is sound now, and it counts as put now.
        await this.#guard(() => rename(temporary, this.#path(blob.sha256)));
        await this.#guard(() => syncFolder(join(this.#root, blob.sha256.slice(0, 2))));
        return blob;
      });
    } catch (error) {
      discard(content);
      throw error;
    }
  }

  putFile(path: string, options?: PutOptions): Promise<StoredBlob> {
    return withFile(path, (content) => this.put(content, options));
  }

  async get(sha256: string): Promise<Uint8Array> {
    const file = await this.#open(sha256);
    try {
      const bytes = await this.#guard(() => readFile(file));
      const found = sha256Of(bytes);
      if (found !== sha256) throw new BlobDamagedError(sha256, found, this.url);
      return bytes;
    } finally {
      await file.close();
    }
  }

  async open(sha256: string, range?: ByteRange): Promise<Readable> {
    const file = await this.#open(sha256);
    try {
      if (range === undefined) return checked(file.createReadStream(), sha256, this.url);
      const { size } = await this.#guard(() => file.stat());
      return file.createReadStream(rangeWithin(range, size));
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  async stat(sha256: string): Promise<StoredBlob | undefined> {
    const found = await this.#look(sha256);
    return found && { sha256, size: found.size };
  }

  async remove(sha256: string): Promise<void> {
    const path = this.#path(sha256);
    await this.#guard(() => rm(path, { force: true }));
  }

  async removeOlder(sha256: string, before: Date): Promise<boolean> {
    const path = this.#path(sha256);
    const found = await this.#look(sha256);
    if (found === undefined || found.mtime >= before) return false;
    // Taken aside first: who puts the same bytes from now on makes them anew, and who did so before is seen here.
    const aside = join(this.#root, '.incoming', randomUUID());
    return this.#guard(async () => {
      const taken = await rename(path, aside).then(() => true, unlessMissing);
      if (taken === undefined) return false;
      if ((await stat(aside)).mtime < before) {
        await rm(aside, { force: true });
        return true;
      }
      await rename(aside, path);
      return false;
    });
  }

  async *list(): AsyncGenerator<ListedBlob> {
    for (const fan of fans) {
      const names = await this.#guard(() => readdir(join(this.#root, fan)));
      for (const name of names.sort()) {
        const sha256 = digestAt(`${fan}/${name}`);
        const found = sha256 === undefined ? undefined : await this.#look(sha256);
        if (found) yield { sha256: sha256!, size: found.size, modified: found.mtime };
      }
    }
  }

  async check(): Promise<void> {
    await requireSpace(this.#root, this.#minFreeBytes);
    await this.#incoming((file) => this.#guard(() => file.writeFile('.')));
  }

  #path(sha256: string): string {
    return join(this.#root, placeOf(sha256));
  }

  async #look(sha256: string) {
    const found = await this.#find(sha256, (path) => stat(path));
    return found?.isFile() ? found : undefined;
  }

  async #open(sha256: string): Promise<FileHandle> {
    const file = await this.#find(sha256, (path) => open(path));
    if (file === undefined) throw new BlobMissingError(sha256, this.url);
    return file;
  }

  /** A missing blob is undefined, a missing folder (a disk that is not mounted any more) is an error. */
  async #find<T>(sha256: string, look: (path: string) => Promise<T>): Promise<T | undefined> {
    const path = this.#path(sha256);
    return this.#guard(async () => {
      const found = await look(path).catch(unlessMissing);
      if (found === undefined) await access(dirname(path));
      return found;
    });
  }

  /** A new file on the same disk that is gone afterwards, unless it was renamed. */
  async #incoming<T>(write: (file: FileHandle, path: string) => Promise<T>): Promise<T> {
    const path = join(this.#root, '.incoming', randomUUID());
    const file = await this.#guard(() => open(path, 'wx'));
    try {
      return await write(file, path);
    } finally {
      await file.close();
      await rm(path, { force: true });
    }
  }

  async #guard<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw storageError(error, this.#root);
    }
  }
}

function unlessMissing(error: unknown): undefined {
  if (codeOf(error) !== 'ENOENT') throw error;
}

/** After this a name in the folder survives a loss of power. Windows has no such call and needs none. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function sweep(incoming: string): Promise<void> {
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name);
    const found = await stat(path).catch(unlessMissing);
    if (found && Date.now() - found.mtimeMs > DAY) await rm(path, { force: true });
  }
}
