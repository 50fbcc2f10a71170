import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { parseRange } from '../artifacts/range';
import type { ByteRange } from '../artifacts/store';
import { guarded, type Guard } from './caller';
import { attachment } from './content-disposition';
import { isNamed } from './etag';
import { HttpError } from './http-error';

/** What is known of an artifact. */
export interface ContentInfo {
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  readonly mediaType: string;
  readonly name: string;
}

export interface ArtifactContentOptions {
  /** Throws when the caller may not read artifacts. */
  readonly guard: Guard;
  /** `undefined` when there is none of this id. The id is whatever stood in the path. */
  readonly find: (id: string) => Promise<ContentInfo | undefined>;
  readonly open: (sha256: string, range?: ByteRange) => Promise<Readable>;
}

/**
 * `GET` and `HEAD /api/v1/artifacts/ID/content`: the bytes, whole or one range of them (RFC 9110). They never change, so
 * a client that has them asks once. Whatever they are, a browser saves them and runs nothing.
 */
export function artifactContentRoute(app: FastifyInstance, { guard, find, open }: ArtifactContentOptions): void {
  app.route<{ Params: { id: string } }>({
    method: ['GET', 'HEAD'],
    url: '/api/v1/artifacts/:id/content',
    ...guarded(guard),
    handler: async (request, reply) => {
      const { id } = request.params;
      const info = await find(id);
      if (info === undefined) {
        throw new HttpError('NOT_FOUND', { what: 'there is no such artifact', value: id, expected: 'the id of one' });
      }
      const etag = `"${info.sha256}"`;
      void reply.headers({
        etag,
        'accept-ranges': 'bytes',
        'cache-control': 'private, max-age=31536000, immutable',
        'content-disposition': attachment(info.name),
        'content-security-policy': "default-src 'none'; sandbox",
      });
      if (isNamed(request.headers['if-none-match'], etag)) return reply.code(304).send();
      return send(request, reply, info, rangeOf(request, info, etag), open);
    },
  });
}

async function send(
  { method }: FastifyRequest,
  reply: FastifyReply,
  { sha256, size, mediaType }: ContentInfo,
  range: ByteRange | undefined,
  open: ArtifactContentOptions['open'],
): Promise<FastifyReply> {
  void reply.header('content-length', range === undefined ? size : range.end - range.start + 1);
  if (range !== undefined) void reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${size}`);
  void reply.type(/^[\x20-\x7e]+$/.test(mediaType) ? mediaType : 'application/octet-stream');
  if (method === 'HEAD') return reply.send();
  return reply.send(await open(sha256, range));
}

/** Only a GET has ranges, and only of the content that the client has a part of. */
function rangeOf({ method, headers }: FastifyRequest, { size }: ContentInfo, etag: string): ByteRange | undefined {
  const { range: asked, 'if-range': condition } = headers;
  if (method !== 'GET' || (condition !== undefined && condition !== etag)) return undefined;
  const range = parseRange(asked, size);
  if (range !== 'unsatisfiable') return range;
  const problem = { what: 'no byte is in this range', value: asked, expected: `a part of ${size} bytes` };
  throw new HttpError('RANGE_NOT_SATISFIABLE', problem, { 'content-range': `bytes */${size}` });
}
