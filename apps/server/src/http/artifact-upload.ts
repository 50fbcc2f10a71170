import { Transform, type Readable, type TransformCallback } from 'node:stream';
import { InputError } from '@tombola/shared';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { guarded, type Guard } from './caller';
import { fileName } from './content-disposition';
import { HttpError } from './http-error';

/** Bytes on their way in. */
export interface Upload {
  /** It breaks with a {@link HttpError} when it is longer than allowed, or ends before its end. */
  readonly content: Readable;
  /** `?name=`; `upload` without it. A name, never a path. */
  readonly name: string;
  /** Without parameters. */
  readonly mediaType: string;
  /** What the caller says that the digest is, in small letters: other content must not be kept. */
  readonly sha256?: string;
}

export interface ArtifactUploadOptions {
  /** Throws when the caller may not store artifacts. It is asked before a byte is read. */
  readonly guard: Guard;
  /** Stores the bytes; what it resolves with is the answer. */
  readonly store: (upload: Upload, request: FastifyRequest) => Promise<object>;
  /** Most bytes of one upload. */
  readonly uploadLimit: number;
}

/**
 * `POST` and `PUT /api/v1/artifacts`: the body is the file, as it is. Nothing is held in memory. Forms are refused: they
 * are what web pages elsewhere could send.
 */
export async function artifactUploadRoute(app: FastifyInstance, options: ArtifactUploadOptions): Promise<void> {
  const { guard, store, uploadLimit } = options;
  await app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, parsed) => parsed(null, payload));
    scope.route({
      method: ['POST', 'PUT'],
      url: '/api/v1/artifacts',
      config: { upload: true },
      ...guarded(async (request) => {
        await guard(request);
        announced(request, uploadLimit);
      }),
      handler: async (request, reply) => {
        const upload = uploadOf(request, uploadLimit);
        try {
          const stored = await store(upload, request);
          void reply.code(201);
          return stored;
        } finally {
          // Of a refused upload the rest is let through for a moment, so that the caller reads why.
          upload.content.destroy();
          linger(request);
        }
      },
    });
    done();
  });
}

/** Refuses what its headers give away. */
function announced({ headers }: FastifyRequest, uploadLimit: number): void {
  if (Number(headers['content-length'] ?? 0) > uploadLimit) throw tooLarge(uploadLimit);
  const mediaType = mediaTypeOf(headers['content-type']);
  if (/^(multipart\/.*|application\/x-www-form-urlencoded)$/.test(mediaType)) {
    const problem = { what: 'a form is no file', value: mediaType, expected: 'the bytes of the file as the body' };
    throw new HttpError('UNSUPPORTED_MEDIA_TYPE', problem);
  }
}

function uploadOf({ body, headers, query, raw }: FastifyRequest, uploadLimit: number): Upload {
  const sha256 = headers['x-content-sha256'];
  if (sha256 !== undefined && (typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/i.test(sha256))) {
    const expected = 'the SHA-256 of the body in 64 hexadecimal digits';
    throw new InputError({ what: 'x-content-sha256 is no digest', value: sha256, expected });
  }
  const { name } = query as { name?: unknown };
  const content = new Bounded(uploadLimit);
  // Who stores it may have given up before it breaks.
  content.on('error', () => {});
  if (body === undefined || body === null) content.end();
  else {
    // The request breaks with our own error when it stands still; every other one is that the caller went away.
    const off = () => new HttpError('BAD_REQUEST', { what: 'the upload broke off', expected: 'all of the body' });
    raw.once('error', (error) => content.destroy(error instanceof HttpError ? error : off()));
    raw.once('close', () => void (raw.complete || content.destroy(off())));
    raw.pipe(content);
  }
  return {
    content,
    name: typeof name === 'string' && name !== '' ? fileName(name) : 'upload',
    mediaType: mediaTypeOf(headers['content-type']),
    ...(sha256 === undefined ? {} : { sha256: sha256.toLowerCase() }),
  };
}

function mediaTypeOf(header: string | undefined): string {
  const type = (header ?? '').split(';', 1)[0]!.trim().toLowerCase();
  return /^[\w.+-]{1,60}\/[\w.+-]{1,60}$/.test(type) ? type : 'application/octet-stream';
}

/** Lets through so many bytes and breaks at the next one. */
class Bounded extends Transform {
  private size = 0;

  constructor(private readonly limit: number) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.size += chunk.length;
    if (this.size > this.limit) done(tooLarge(this.limit));
    else done(null, chunk);
  }
}

function tooLarge(limit: number): HttpError {
  return new HttpError('PAYLOAD_TOO_LARGE', { what: 'the file is too large', expected: `at most ${limit} bytes` });
}

const LINGER_MS = 2000;

function linger({ raw }: FastifyRequest): void {
  if (raw.complete || raw.socket.destroyed) return;
  raw.resume();
  const timer = setTimeout(() => raw.destroy(), LINGER_MS);
  raw.socket.once('close', () => clearTimeout(timer));
  raw.once('end', () => clearTimeout(timer));
}
