// A local S3 server for tests: s3rver, which answers before its files are written, looks at no checksum and takes the
// range 0-0 for 0-, made to behave like the real one in all three. Run as a child process with --openssl-legacy-provider (its page tokens are DES).
// argv: folder, bucket. Sends { port }; takes { requests, fault: 'busy' | 'cut' | 'whole' }: so many requests go wrong.
const { AsyncLocalStorage } = require('node:async_hooks');
const { Buffer } = require('node:buffer');
const { createHash, randomUUID } = require('node:crypto');
const { createReadStream } = require('node:fs');
const { mkdir, rename, writeFile } = require('node:fs/promises');
const { dirname, join } = require('node:path');
const { PassThrough } = require('node:stream');
const { setTimeout } = require('node:timers');
const S3rver = require('s3rver');
const S3Error = require('s3rver/lib/models/error');

const [directory, bucket] = process.argv.slice(2);
const server = new S3rver({
  port: 0,
  address: '127.0.0.1',
  silent: true,
  directory,
  vhostBuckets: false,
  configureBuckets: [{ name: bucket }],
});
const current = new AsyncLocalStorage();
const { store } = server;

store.putObject = async (object) => {
  const path = store.getResourcePath(object.bucket, object.key, 'object');
  const { bytes, md5 } = await receive(object.content);
  await writeWhole(path, bytes);
  await store.putMetadata(object.bucket, object.key, object.metadata, md5);
  return { size: bytes.length, md5 };
};

store.putPart = async (name, uploadId, partNumber, content) => {
  const path = join(store.getResourcePath(name, undefined, 'uploads'), uploadId, String(partNumber));
  const { bytes, md5 } = await receive(content);
  await writeWhole(path, bytes);
  await writeFile(`${path}.md5`, md5);
  return { size: bytes.length, md5 };
};

const getObject = store.getObject.bind(store);
store.getObject = async (name, key, { start, end = Infinity }) => {
  const object = await getObject(name, key);
  if (object === null || start === undefined) return object;
  object.content.destroy();
  object.content = null;
  object.range = { start, end: Math.min(end, object.size - 1) };
  if (start <= object.range.end) {
    object.content = createReadStream(store.getResourcePath(name, key, 'object'), object.range);
  }
  return object;
};

async function receive(content) {
  const bytes = Buffer.isBuffer(content) ? content : Buffer.concat(await content.toArray());
  const { headers, method } = current.getStore();
  const announced = headers['x-amz-checksum-sha256'];
  if (method === 'PUT' && announced !== createHash('sha256').update(bytes).digest('base64')) {
    throw new S3Error('BadDigest', 'The SHA256 you specified did not match the calculated checksum.');
  }
  return { bytes, md5: createHash('md5').update(bytes).digest('hex') };
}

async function writeWhole(path, bytes) {
  const temporary = join(directory, randomUUID());
  await mkdir(dirname(path), { recursive: true });
  await writeFile(temporary, bytes);
  await rename(temporary, path);
}

let fault = { requests: 0 };
process.on('message', (message) => {
  fault = message;
  process.send(message);
});
process.on('disconnect', () => process.exit());

server.middleware.unshift(async (ctx, next) => {
  await current.run(ctx.request, async () => {
    if (fault.requests > 0 && fault.fault === 'busy') {
      fault.requests--;
      ctx.status = 500;
      ctx.type = 'application/xml';
      ctx.body =
        '<?xml version="1.0" encoding="UTF-8"?><Error><Code>InternalError</Code><Message>Again</Message></Error>';
      return;
    }
    if (fault.requests > 0 && fault.fault === 'whole') {
      fault.requests--;
      delete ctx.headers.range;
    }
    await next();
    if (fault.requests > 0 && fault.fault === 'cut' && ctx.method === 'GET' && ctx.body?.pipe) {
      fault.requests--;
      const half = new PassThrough();
      ctx.body.once('data', (chunk) => {
        half.write(chunk.subarray(0, chunk.length / 2), () => setTimeout(() => ctx.req.socket.destroy(), 20));
      });
      const { length } = ctx;
      ctx.body = half;
      ctx.length = length;
    }
  });
});

server.run().then(({ port }) => process.send({ port }));
