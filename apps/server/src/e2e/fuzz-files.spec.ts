import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { openFuzzed, RUNS, tryAll, type Fuzzed } from './testing/fuzzed';
import { hostileTexts, unknownIds } from './testing/hostile';
import { BODY_LIMIT } from './testing/house';
import { discreet } from './testing/judge';

let fuzzed: Fuzzed;
beforeAll(async () => (fuzzed = await openFuzzed()));
afterAll(() => fuzzed?.close());
afterEach(async () => {
  await fuzzed.ledger.checkAll();
  expect(fuzzed.house.complaints).toEqual([]);
});

/** Texts as they may stand in a URL. */
const inUrl = fc.constantFrom(
  ...[...hostileTexts, ...unknownIds].map((text) => encodeURIComponent(text.replace(/\p{Cs}/gu, '_'))),
  ...['%', '%zz', '%ED%A0%80', '%c0%ae%c0%ae%c0%af', '..%2f..%2f..%2fetc%2fpasswd', '%00'],
);
/** Texts as they may stand in a header. */
const inHeader = fc.oneof(
  fc.constantFrom(...hostileTexts.filter((text) => /^[\x20-\x7e]*$/.test(text))),
  fc.string({ unit: 'grapheme-ascii', maxLength: 100 }),
);

test('bytes of an artifact that there is not are nobody’s', () =>
  tryAll(RUNS * 50, [inUrl, fc.constantFrom('GET', 'HEAD')], async (id, method) => {
    const answer = await fuzzed.house.wire.send({ method, path: `/api/v1/artifacts/${id}/content` });
    expect([400, 404]).toContain(answer.status);
    discreet(answer.text, () => answer.text);
  }));

test('whatever range is asked for, the answer has the bytes that it says', async () => {
  const [artifact] = await largest();
  const path = `/api/v1/artifacts/${artifact!.id}/content`;
  const number = fc.oneof(
    fc.integer({ min: -2, max: artifact!.size + 2 }),
    fc.constantFrom(1e21, 2 ** 53, NaN, '', '0x1', '-'),
  );
  const range = fc.oneof(
    { weight: 4, arbitrary: fc.tuple(number, number).map(([from, to]) => `bytes=${from}-${to}`) },
    {
      weight: 1,
      arbitrary: fc
        .array(fc.tuple(number, number), { maxLength: 500 })
        .map((all) => `bytes=${all.map((each) => each.join('-')).join(',')}`),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        'bytes',
        'bytes=',
        'bytes=-',
        'bytes=--',
        'items=0-1',
        'bytes=0-0,',
        'bytes = 0 - 1',
        'bytes=-0',
      ),
    },
    { weight: 1, arbitrary: inHeader },
  );
  const others = fc.record(
    { 'if-range': inHeader, 'if-none-match': inHeader, 'if-modified-since': inHeader, 'accept-encoding': inHeader },
    { requiredKeys: [] },
  );
  const whole = (await fuzzed.house.wire.send({ method: 'GET', path })).bytes;
  await tryAll(RUNS * 50, [range, others], async (asked, more) => {
    const { status, headers, bytes, text } = await fuzzed.house.wire.send({
      method: 'GET',
      path,
      headers: { ...more, range: asked },
    });
    if (status === 200) expect(bytes.equals(whole)).toBe(true);
    else if (status === 206) {
      const [, from, to, size] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers['content-range'] ?? '') ?? [];
      expect(Number(size)).toBe(whole.length);
      expect(bytes.equals(whole.subarray(Number(from), Number(to) + 1))).toBe(true);
    } else if (status === 304) expect(bytes).toHaveLength(0);
    else {
      expect(status).toBe(416);
      discreet(text, () => text);
    }
  });
});

test('a bad upload is refused and leaves nothing', async () => {
  const content = Buffer.from('some bytes');
  const digest = createHash('sha256').update(content).digest('hex');
  const bad = fc.oneof(
    fc.record({ 'x-content-sha256': fc.constantFrom('0'.repeat(64), digest.slice(1), `${digest}0`, 'x', '../x', ' ') }),
    fc.record({
      'content-type': fc.constantFrom(
        'multipart/form-data; boundary=x',
        'application/x-www-form-urlencoded',
        'MULTIPART/MIXED',
      ),
    }),
  );
  await tryAll(RUNS * 15, [bad, inUrl, fc.constantFrom('POST', 'PUT')], async (headers, name, method) => {
    const path = `/api/v1/artifacts?name=${name}`;
    await fuzzed.refused({ method, path, headers, body: content }, 'BAD_REQUEST', 'UNSUPPORTED_MEDIA_TYPE');
    await fuzzed.ledger.checkAll();
  });
});

test('an upload that is too long, or ends before its end, leaves nothing', async () => {
  const { house, ledger } = fuzzed;
  const answer = await house.wire.send({
    method: 'POST',
    path: '/api/v1/artifacts',
    body: Buffer.alloc(BODY_LIMIT + 1),
  });
  expect([0, 413]).toContain(answer.status);
  const head = 'POST /api/v1/artifacts HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: text/plain\r\n';
  for (const rest of [
    `content-length: 100\r\n\r\nonly some`,
    'transfer-encoding: chunked\r\n\r\n5\r\nhello\r\n',
    'transfer-encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n',
    `transfer-encoding: chunked\r\n\r\n${`10000\r\n${'a'.repeat(65_536)}\r\n`.repeat(20)}0\r\n\r\n`,
  ]) {
    const text = await house.wire.talk(`${head}${rest}`);
    if (text !== '') expect(text).toMatch(/^HTTP\/1\.1 4\d\d /);
    discreet(text, () => text);
  }
  await settled();
  await ledger.checkAll();
});

test('whatever an upload is called, it is stored under its digest and has a harmless name', async () => {
  const { house, ledger } = fuzzed;
  await tryAll(RUNS * 15, [inUrl, inHeader], async (name, type) => {
    const headers = { 'content-type': type };
    const answer = await house.wire.send({
      method: 'POST',
      path: `/api/v1/artifacts?name=${name}`,
      headers,
      body: 'x',
    });
    if (answer.status === 201) {
      const stored = JSON.parse(answer.text) as { id: string; name: string; mediaType: string };
      expect(stored.name).toMatch(/^[^\p{C}/\\<>:"|?*]{1,200}$/u);
      expect(stored.name).not.toMatch(/^\.|\.$/);
      expect(stored.mediaType).toMatch(/^[\w.+-]+\/[\w.+-]+$/);
      const { status, headers: given } = await house.wire.send({
        method: 'GET',
        path: `/api/v1/artifacts/${stored.id}/content`,
      });
      expect([status, given['x-content-type-options'], given['content-disposition']?.split(';')[0]]).toEqual([
        200,
        'nosniff',
        'attachment',
      ]);
    } else {
      expect([400, 415]).toContain(answer.status);
      discreet(answer.text, () => answer.text);
    }
  });
  expect(
    ledger
      .listing()
      .split('\n')
      .filter((line) => !/^[0-9a-f]{2}\/[0-9a-f]{62} \d+$/.test(line)),
  ).toEqual([]);
  await ledger.restore();
});

test('a stream begins at an event that there was, or not at all', async () => {
  const ids = fc.oneof(inHeader, fc.constantFrom('-1', '1.5', '1e3', '9'.repeat(15), '9'.repeat(30), '0x1', ' 1', '٣'));
  await tryAll(RUNS * 15, [ids, inUrl, inUrl], async (id, study, trial) => {
    const headers: Record<string, string> = /^[\x20-\x7e]*$/.test(id) ? { 'last-event-id': id } : {};
    for (const path of [
      `/api/v1/events/stream?after=${encodeURIComponent(id)}`,
      `/api/v1/events/stream?study=${study}&trial=${trial}&after=0`,
      `/api/v1/events/stream?study=${study}&study=${trial}`,
    ]) {
      const { status, text, headers: given } = await fuzzed.house.wire.send({ method: 'GET', path, headers });
      expect([200, 400]).toContain(status);
      discreet(text.replace(/^data: .*$/gm, ''), () => text);
      expect(given['content-type']).toMatch(status === 200 ? /^text\/event-stream/ : /^application\/json/);
    }
  });
});

async function largest(): Promise<{ id: string; size: number }[]> {
  const { rows } = await fuzzed.house.server.services.store.pool.query<{ id: string; size: number }>(
    'select id, size::int from artifacts order by size desc',
  );
  return rows;
}

/** Who went away is noticed a moment later. */
async function settled(): Promise<void> {
  while (fuzzed.ledger.listing().includes('.incoming')) await new Promise((resolve) => setTimeout(resolve, 10));
}
