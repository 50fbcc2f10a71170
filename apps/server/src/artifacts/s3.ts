import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
  type GetObjectCommandOutput,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import type { Readable } from 'node:stream';
import { checkDigest, checked, digestAt, placeOf, sha256Of } from './digest';
import { BlobDamagedError, BlobError, BlobMissingError, StorageError } from './errors';
import { rangeError, rangeWithin } from './range';
import { checkExpected, checkPut, discard, receive, withFile, type Content } from './receive';
import { isMissing, isOutOfRange, s3Error } from './s3-errors';
import { s3Location } from './s3-location';
import { requireSpace } from './space';
import { withSpool } from './spool';
import type { ArtifactStore, ArtifactStoreOptions, ByteRange, ListedBlob, PutOptions, StoredBlob } from './store';

/** What is longer goes up in parts of this many bytes or more, each of which is sent again alone. */
const PART = 8 * 2 ** 20;
const MOST_PARTS = 10_000;
const SOCKETS = 256;
const CHECK_MS = 10_000;
/** How often a body is asked for whose connection breaks. */
const ATTEMPTS = 3;
const test = Buffer.from('written and read by tombola to see that this bucket works\n');

/**
 * Blobs as objects `PREFIX/ab/cdef...` of a bucket, AWS's or any other that speaks S3: keys, region and endpoint come
 * from the usual `AWS_*` variables. The bucket checks the SHA-256 of what it gets, parts each their own.
 *
 * A process that is killed within a long upload leaves parts that nobody sees but that are paid for: give the bucket a
 * rule that aborts incomplete uploads after a day.
 *
 * @param where `s3://bucket/prefix`. Nothing is asked of it before the first call.
 * @throws {InputError} when it is misspelt.
 */
export function openBucket(where: string, options: Required<ArtifactStoreOptions>): ArtifactStore {
  const { bucket, prefix } = s3Location(where);
  const { AWS_REGION, AWS_DEFAULT_REGION, AWS_PROFILE, AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_S3 } = process.env;
  const region = AWS_REGION ?? AWS_DEFAULT_REGION ?? (AWS_PROFILE === undefined ? 'us-east-1' : undefined);
  // A warning that newer versions of the client will want a newer Node: which version there is, we decide.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const client = new S3Client({
    ...(region === undefined ? {} : { region }),
    // Servers other than AWS's seldom have a host name a bucket.
    forcePathStyle: (AWS_ENDPOINT_URL_S3 ?? AWS_ENDPOINT_URL) !== undefined,
    maxAttempts: 5,
    requestHandler: {
      connectionTimeout: 5_000,
      // A minute without a byte; it ends the downloads of those who do not read, too.
      socketTimeout: 60_000,
      // Every open download holds one.
      httpAgent: { keepAlive: true, maxSockets: SOCKETS },
      httpsAgent: { keepAlive: true, maxSockets: SOCKETS },
    },
    // We give the SHA-256 ourselves. The client's own checksums make bodies of streams "aws-chunked", which some
    // servers store as it comes, lengths and all.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  return new BucketStore(client, bucket, prefix, options);
}

class BucketStore implements ArtifactStore {
  readonly url: string;
  readonly #client: S3Client;
  readonly #bucket: string;
  readonly #prefix: string;
  readonly #options: Required<ArtifactStoreOptions>;

  constructor(client: S3Client, bucket: string, prefix: string, options: Required<ArtifactStoreOptions>) {
    this.url = `s3://${bucket}${prefix === '' ? '' : `/${prefix}`}`;
    this.#client = client;
    this.#bucket = bucket;
    this.#prefix = prefix === '' ? '' : `${prefix}/`;
    this.#options = options;
  }

  async put(content: Content, options: PutOptions = {}): Promise<StoredBlob> {
    try {
      checkPut(content, options);
      if (content instanceof Uint8Array) {
        const sha256 = sha256Of(content);
        checkExpected(sha256, options.expected);
        return await this.#upload({ sha256, size: content.length }, () => Promise.resolve(content));
      }
      const { spool: folder, minFreeBytes } = this.#options;
      return await withSpool(folder, async (file) => {
        await requireSpace(folder, minFreeBytes);
        const blob = await receive(content, file, options, { folder, minFreeBytes });
        return this.#upload(blob, async () => {
          if (blob.size > PART) return file.createReadStream({ start: 0, end: blob.size - 1, autoClose: false });
          const bytes = Buffer.alloc(blob.size);
          await file.read(bytes, 0, blob.size, 0);
          return bytes;
        });
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
    for (let attempt = 1; ; attempt++) {
      const { Body } = await this.#get(sha256);
      try {
        const bytes = await Body!.transformToByteArray();
        const found = sha256Of(bytes);
        if (found !== sha256) throw new BlobDamagedError(sha256, found, this.url);
        return bytes;
      } catch (error) {
        if (error instanceof BlobError) throw error;
        if (attempt === ATTEMPTS) throw s3Error(error, this.url);
      }
    }
  }

  async open(sha256: string, range?: ByteRange): Promise<Readable> {
    if (range === undefined) return checked((await this.#get(sha256)).Body as Readable, sha256, this.url);
    // Whatever its size, this refuses what is no range.
    const { start, end } = rangeWithin(range, Infinity);
    try {
      const { Body, ContentRange } = await this.#get(sha256, `bytes=${start}-${end}`);
      const [, first, last, size] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(ContentRange ?? '') ?? [];
      if (Number(first) === start && Number(last) === Math.min(end, Number(size) - 1)) return Body as Readable;
      (Body as Readable).destroy();
      throw this.#strange(
        'answers with another part than was asked for',
        ContentRange ?? 'all of it',
        `${start}-${end}`,
      );
    } catch (error) {
      if (!isOutOfRange(error)) throw error;
      throw rangeError(range, (await this.stat(sha256))?.size ?? 0);
    }
  }

  async stat(sha256: string): Promise<StoredBlob | undefined> {
    const Key = this.#key(sha256);
    try {
      const { ContentLength } = await this.#client.send(new HeadObjectCommand({ Bucket: this.#bucket, Key }));
      return { sha256, size: ContentLength! };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw s3Error(error, this.url);
    }
  }

  async remove(sha256: string): Promise<void> {
    const Key = this.#key(sha256);
    await this.#guard(this.#client.send(new DeleteObjectCommand({ Bucket: this.#bucket, Key })));
  }

  async removeOlder(sha256: string, before: Date): Promise<boolean> {
    const Key = this.#key(sha256);
    try {
      const { LastModified } = await this.#client.send(new HeadObjectCommand({ Bucket: this.#bucket, Key }));
      if (LastModified === undefined || LastModified >= before) return false;
    } catch (error) {
      if (isMissing(error)) return false;
      throw s3Error(error, this.url);
    }
    await this.remove(sha256);
    return true;
  }

  async *list(): AsyncGenerator<ListedBlob> {
    const pages = paginateListObjectsV2({ client: this.#client }, { Bucket: this.#bucket, Prefix: this.#prefix });
    try {
      for await (const { Contents = [] } of pages) {
        for (const { Key = '', Size, LastModified } of Contents) {
          const sha256 = digestAt(Key.slice(this.#prefix.length));
          if (sha256 !== undefined) yield { sha256, size: Size!, modified: LastModified! };
        }
      }
    } catch (error) {
      throw s3Error(error, this.url);
    }
  }

  async check(): Promise<void> {
    const at = { Bucket: this.#bucket, Key: `${this.#prefix}.check` };
    const options = { abortSignal: AbortSignal.timeout(CHECK_MS) };
    await requireSpace(this.#options.spool, this.#options.minFreeBytes);
    await this.#guard(
      this.#client.send(new PutObjectCommand({ ...at, Body: test, ChecksumSHA256: base64(sha256Of(test)) }), options),
    );
    const { Body } = await this.#guard(this.#client.send(new GetObjectCommand(at), options));
    const found = await this.#guard(Body!.transformToByteArray());
    if (!test.equals(found)) {
      throw this.#strange('gives back other bytes than it was given', `${found.length} bytes`, `${test.length} bytes`);
    }
  }

  /** Puts the object again even if it is there: a damaged one is mended, and its date is new. */
  async #upload({ sha256, size }: StoredBlob, body: () => Promise<Uint8Array | Readable>): Promise<StoredBlob> {
    const Key = this.#key(sha256);
    const params = { Bucket: this.#bucket, Key, Body: await body(), ContentLength: size, Metadata: { sha256 } };
    const sent =
      size <= PART
        ? this.#client.send(new PutObjectCommand({ ...params, ChecksumSHA256: base64(sha256) }))
        : new Upload({
            client: this.#client,
            params: { ...params, ChecksumAlgorithm: 'SHA256' },
            partSize: Math.max(PART, Math.ceil(size / MOST_PARTS)),
          }).done();
    await this.#guard<unknown>(sent);
    return { sha256, size };
  }

  async #get(sha256: string, Range?: string): Promise<GetObjectCommandOutput> {
    const Key = this.#key(sha256);
    try {
      return await this.#client.send(new GetObjectCommand({ Bucket: this.#bucket, Key, Range }));
    } catch (error) {
      if (isMissing(error)) throw new BlobMissingError(sha256, this.url);
      if (isOutOfRange(error)) throw error;
      throw s3Error(error, this.url);
    }
  }

  #key(sha256: string): string {
    checkDigest(sha256);
    return this.#prefix + placeOf(sha256);
  }

  #strange(does: string, value: string, expected: string): StorageError {
    const mend = 'Look at what stands between this server and the bucket.';
    return new StorageError({ what: `${this.url} ${does}`, value, expected, mend });
  }

  async #guard<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      throw s3Error(error, this.url);
    }
  }
}

/** As S3 writes digests. */
function base64(sha256: string): string {
  return Buffer.from(sha256, 'hex').toString('base64');
}
