import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { InputError } from '@tombola/shared';
import { loadDataset } from '../load';
import { downloadDataset, fetchAll } from './download';
import { fetchFile } from './fetch-file';
import { remotes, type RemoteFile } from './remotes';
import { unpack } from './tar';

const content = Buffer.from(Uint8Array.from({ length: 300_000 }, (_, i) => (i * 7919) >> 5));
const remote = describeFile('data.bin', content);

let root: string;
let server: Server;
let base: string;
let requests: IncomingMessage[];
/** What the server does with a request; tests set it. */
let answer: (request: IncomingMessage, response: ServerResponse) => void;

beforeAll(async () => {
  server = createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((done) => server.close(done)));

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tombola-download-'));
  requests = [];
  answer = withRange;
});
afterEach(() => rm(root, { recursive: true }));

const quick = { delay: 1, attempts: 3, stall: 2000 };
const target = () => join(root, 'data.bin');
const get = (mirrors = [base], options: Parameters<typeof fetchFile>[3] = {}) =>
  fetchFile(remote, mirrors, target(), { ...quick, ...options });

test('a file comes whole, and is not fetched again', async () => {
  const seen: number[] = [];
  await get([`${base}/`], { onBytes: (received) => seen.push(received) });
  expect(content.equals(await readFile(target()))).toBe(true);
  expect(seen.at(-1)).toBe(content.length);
  await get();
  expect(requests.map(({ url }) => url)).toEqual(['/data.bin']);
  expect(await readdir(root)).toEqual(['data.bin']);
});

test('a server that breaks off is asked for the rest, as long as bytes come', async () => {
  answer = (request, response) => {
    const from = start(request);
    response.writeHead(from ? 206 : 200, range(from));
    response.write(content.subarray(from, from + 40_000), () => {
      if (from + 40_000 >= content.length) response.end();
      else setTimeout(() => response.destroy(), 20);
    });
  };
  await get();
  expect(content.equals(await readFile(target()))).toBe(true);
  expect(requests.length).toBeGreaterThan(quick.attempts);
  expect(requests.at(-1)!.headers.range).toMatch(/^bytes=\d+-$/);
});

test('a part of an earlier run is gone on from', async () => {
  await writeFile(`${target()}.part`, content.subarray(0, 100_000));
  await get();
  expect(requests.map(({ headers }) => headers.range)).toEqual(['bytes=100000-']);
  expect(content.equals(await readFile(target()))).toBe(true);
});

test('a server that ignores Range is read from the start', async () => {
  answer = (_, response) => response.writeHead(200).end(content);
  await writeFile(`${target()}.part`, content.subarray(0, 100_000));
  await get();
  expect(content.equals(await readFile(target()))).toBe(true);
});

test('a range that cannot be satisfied drops the part', async () => {
  await writeFile(`${target()}.part`, content.subarray(0, 10));
  answer = (request, response) => {
    if (request.headers.range) response.writeHead(416).end();
    else response.writeHead(200).end(content);
  };
  await get();
  expect(content.equals(await readFile(target()))).toBe(true);
});

test('a part with wrong bytes, or too many, costs one more fetch and no harm', async () => {
  await writeFile(`${target()}.part`, Buffer.alloc(100_000, 1));
  await get();
  expect(content.equals(await readFile(target()))).toBe(true);
  await rm(target());
  await writeFile(`${target()}.part`, Buffer.alloc(content.length + 1));
  await get();
  expect(content.equals(await readFile(target()))).toBe(true);
});

test.each([
  ['wrong bytes', () => Buffer.alloc(content.length, 9), /wrong digest/],
  ['too many bytes', () => Buffer.concat([content, content]), /more than 300000 bytes/],
])('%s are refused, and nothing is left under any name', async (_, body, message) => {
  answer = (__, response) => response.writeHead(200).end(body());
  const failure = await get().catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(InputError);
  expect((failure as Error).message).toMatch(message);
  expect((failure as Error).message).toMatch(/data\.bin could not be downloaded.*--data DIR/);
  expect(await readdir(root)).toEqual([]);
});

test('the next mirror is tried when one fails or has wrong bytes', async () => {
  answer = (request, response) => {
    if (request.url!.startsWith('/gone')) response.writeHead(404).end();
    else if (request.url!.startsWith('/bad')) response.writeHead(200).end(Buffer.alloc(content.length));
    else withRange(request, response);
  };
  await get([`${base}/gone`, `${base}/bad`, base]);
  expect(requests.map(({ url }) => url)).toEqual(['/gone/data.bin', '/bad/data.bin', '/data.bin']);
  expect(content.equals(await readFile(target()))).toBe(true);
});

test('a silent server is given up', async () => {
  answer = () => undefined;
  await expect(get([base], { stall: 50, attempts: 2 })).rejects.toThrow(/\/data\.bin: no byte for 0\.05 s/);
  expect(requests).toHaveLength(2);
});

test('a download that is called off keeps its part', async () => {
  const abort = new AbortController();
  answer = (_, response) => response.writeHead(200).write(content.subarray(0, 50_000));
  const onBytes = (received: number) => {
    if (received === 50_000) abort.abort(new Error('enough'));
  };
  await expect(get([base], { signal: abort.signal, onBytes })).rejects.toThrow('enough');
  expect(content.subarray(0, 50_000).equals(await readFile(`${target()}.part`))).toBe(true);
  expect(existsSync(target())).toBe(false);
});

test('an archive is fetched, its listed members kept, the rest left', async () => {
  const archive = gzipSync(
    tar({ 'set/a.bin': Buffer.alloc(700, 1), '../evil': Buffer.alloc(9), 'set/b.bin': content }),
  );
  answer = (_, response) => response.writeHead(200).end(archive);
  const folder = join(root, 'set');
  const files = [describeFile('set.tar.gz', archive)];
  const set = { mirrors: [base], files, members: [{ path: 'set/a.bin' }, { path: 'set/b.bin' }] };
  const seen: number[] = [];
  await fetchAll(set, folder, { ...quick, onProgress: ({ done, total }) => seen.push(done / total) });
  expect(seen.at(-1)).toBe(1);
  expect((await readdir(folder)).sort()).toEqual(['a.bin', 'b.bin']);
  expect(content.equals(await readFile(join(folder, 'b.bin')))).toBe(true);
  expect(await readdir(root)).toEqual(['set']);
  await fetchAll(set, folder, quick);
  expect(requests).toHaveLength(1);
});

test('CIFAR-100 comes as its archive, of which the two parts are kept', async () => {
  const parts = { 'train.bin': Buffer.alloc(3074 * 3, 7), 'test.bin': Buffer.alloc(3074, 8) };
  const entries = Object.entries(parts).map(([name, bytes]) => [`cifar-100-binary/${name}`, bytes] as const);
  const archive = gzipSync(tar({ ...Object.fromEntries(entries), 'cifar-100-binary/fine_label_names.txt': content }));
  answer = (_, response) => response.writeHead(200).end(archive);
  const { members = [] } = remotes['cifar-100'];
  const set = {
    mirrors: [base],
    files: [describeFile('cifar-100-binary.tar.gz', archive)],
    members: members.map(({ path }) => ({ path })),
  };
  const folder = join(root, 'cifar-100-binary');
  await fetchAll(set, folder, quick);
  expect((await readdir(folder)).sort()).toEqual(['test.bin', 'train.bin']);
  const { train, test: held } = await loadDataset({ name: 'cifar-100' }, { data: root });
  expect([train.count, held.count]).toEqual([3, 1]);
  // What a server has in the place of the official archive is refused.
  await expect(downloadDataset('cifar-100', { ...quick, into: join(root, 'other'), mirrors: [base] })).rejects.toThrow(
    /cifar-100-binary\.tar\.gz could not be downloaded.*168513733 bytes with MD5 03b5dce0/,
  );
});

test('a damaged archive, and one that lacks a member, are refused', async () => {
  const path = join(root, 'x.tar.gz');
  const whole = tar({ 'set/a.bin': content });
  await writeFile(path, gzipSync(whole));
  await expect(unpack(path, root, ['set/c.bin'])).rejects.toThrow(/lacks set\/c\.bin/);
  await writeFile(path, gzipSync(whole.subarray(0, 5000)));
  await expect(unpack(path, root, ['set/a.bin'])).rejects.toThrow(/ends inside a member/);
  await writeFile(path, gzipSync(whole).subarray(0, 300));
  await expect(unpack(path, root, ['set/a.bin'])).rejects.toThrow(/is damaged/);
  const turned = Buffer.from(whole);
  turned[3]! ^= 1;
  await writeFile(path, gzipSync(turned));
  await expect(unpack(path, root, ['set/a.bin'])).rejects.toThrow(/checksum is wrong/);
  expect(await readdir(root)).toEqual(['x.tar.gz']);
});

test('the mirrors of a data set can be replaced, its digests cannot', async () => {
  answer = (_, response) => response.writeHead(200).end(content);
  await expect(downloadDataset('mnist', { ...quick, into: root, mirrors: [base] })).rejects.toThrow(
    /train-images-idx3-ubyte\.gz could not be downloaded.*f68b3c2d/,
  );
  expect(await readdir(join(root, 'mnist')).then((names) => names.filter((name) => !name.endsWith('.part')))).toEqual(
    [],
  );
});

function describeFile(file: string, bytes: Buffer): RemoteFile {
  const digest = (algorithm: string) => createHash(algorithm).update(bytes).digest('hex');
  return { file, bytes: bytes.length, md5: digest('md5'), sha256: digest('sha256') };
}

function start(request: IncomingMessage): number {
  return Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
}

function range(from: number): Record<string, string | number> {
  const length = { 'content-length': content.length - from };
  return from ? { ...length, 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` } : length;
}

function withRange(request: IncomingMessage, response: ServerResponse): void {
  const from = start(request);
  response.writeHead(from ? 206 : 200, range(from)).end(content.subarray(from));
}

/** A ustar archive. */
function tar(files: Record<string, Buffer>): Buffer {
  const blocks = Object.entries(files).map(([name, bytes]) => {
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write(bytes.length.toString(8).padStart(11, '0'), 124);
    header.write('        0', 148);
    header.write('ustar', 257);
    header.write(
      header
        .reduce((sum, byte) => sum + byte, 0)
        .toString(8)
        .padStart(6, '0') + '\0 ',
      148,
    );
    return Buffer.concat([header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}
