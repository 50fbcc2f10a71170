import { AccessError } from '../access/errors';
import { demand } from '../access/roles';
import { prometheusRoute, type GaugeSource } from './prometheus';
import { ask, caller, serve, stopServers, until } from './testing/server';

afterEach(stopServers);

const open = (gauges: readonly GaugeSource[] = [], guard = () => {}) =>
  serve((app) => {
    app.get('/studies/:study', () => ({}));
    prometheusRoute(app, { gauges, guard, limitMs: 50 });
  });

/** The value of a series in Prometheus's text. */
const valueOf = (text: string, series: string) =>
  text
    .split('\n')
    .find((line) => line.startsWith(`${series} `))
    ?.slice(series.length + 1);

test('gauges are read when they are asked for, with their labels', async () => {
  let queued = 3;
  const server = await open([
    {
      name: 'tombola_levels',
      help: 'Levels by state.',
      labels: ['state'],
      read: () => Promise.resolve([{ labels: { state: 'queued' }, value: queued }]),
    },
    { name: 'tombola_workers', help: 'Live workers.', read: () => [{ value: 2 }] },
  ]);
  const { status, headers, text } = await ask(server, '/metrics');
  expect([status, headers['content-type']]).toEqual([200, expect.stringMatching(/^text\/plain; version=0\.0\.4/)]);
  expect(valueOf(text, 'tombola_levels{state="queued"}')).toBe('3');
  expect(valueOf(text, 'tombola_workers')).toBe('2');
  expect(valueOf(text, 'process_resident_memory_bytes')).toMatch(/^\d+$/);
  queued = 0;
  expect(valueOf((await ask(server, '/metrics')).text, 'tombola_levels{state="queued"}')).toBe('0');
});

test('a gauge that fails or hangs is left out and counted, the others stay', async () => {
  const server = await open([
    { name: 'tombola_lost', help: 'x', labels: ['a'], read: () => Promise.reject(new Error('gone')) },
    { name: 'tombola_hangs', help: 'x', read: () => new Promise(() => {}) },
    { name: 'tombola_works', help: 'x', read: () => [{ value: 1 }] },
  ]);
  await ask(server, '/metrics');
  const { status, text } = await ask(server, '/metrics');
  expect(status).toBe(200);
  expect(text).not.toMatch(/^tombola_lost\{/m);
  expect(valueOf(text, 'tombola_hangs')).toBe('Nan');
  expect(valueOf(text, 'tombola_works')).toBe('1');
  expect(Number(valueOf(text, 'tombola_gauge_failures_total{gauge="tombola_lost"}'))).toBeGreaterThan(0);
});

test('requests are counted by route, never by path', async () => {
  const server = await open();
  await ask(server, '/studies/a');
  await ask(server, '/studies/b');
  await ask(server, '/nowhere/1');
  await until(() => server.log.filter(({ msg }) => msg === 'request').length === 3);
  const { text } = await ask(server, '/metrics');
  const count = (route: string, status: number) =>
    valueOf(text, `tombola_http_request_duration_seconds_count{method="GET",route="${route}",status="${status}"}`);
  expect(count('/studies/:study', 200)).toBe('2');
  expect(count('none', 404)).toBe('1');
  expect(text).not.toContain('/nowhere');
  expect(valueOf(text, 'tombola_http_requests_in_flight')).toBe('1');
  expect(valueOf(text, 'tombola_http_streams')).toBe('0');
});

test('who may not read them gets none', async () => {
  const server = await open([], () => {
    throw new AccessError('forbidden', { what: 'this token may not', expected: 'the scope `metrics`' });
  });
  const { status, text } = await ask(server, '/metrics');
  expect(status).toBe(403);
  expect(text).not.toContain('process_');
});

test('the guard sees who asks', async () => {
  const server = await serve(
    (app) => void prometheusRoute(app, { guard: (request) => demand(request.caller, 'metrics') }),
    { identify: ({ headers }) => Promise.resolve(headers.authorization ? caller('token', 't') : undefined) },
  );
  expect((await ask(server, '/metrics')).status).toBe(401);
  expect((await ask(server, '/metrics', { headers: { authorization: 'Bearer t' } })).status).toBe(200);
});
