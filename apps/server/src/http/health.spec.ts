import { healthRoutes, type HealthOptions } from './health';
import { ask, serve, stopServers, until } from './testing/server';

afterEach(stopServers);

const works = () => Promise.resolve();
const open = (checks: HealthOptions['checks'], limitMs?: number) =>
  serve((app) => healthRoutes(app, { version: '1.2.3', checks, ...(limitMs === undefined ? {} : { limitMs }) }), {
    flags: { host: '0.0.0.0', anonymousRate: 1 },
    identify: () => Promise.reject(new Error('nobody is asked')),
  });

test('a process that answers is alive, whatever else is broken', async () => {
  const server = await open({ database: () => Promise.reject(new Error('gone')) });
  for (let i = 0; i < 3; i++) {
    const { status, json } = await ask(server, '/healthz');
    expect([status, json()]).toEqual([200, { status: 'ok', version: '1.2.3' }]);
  }
});

test('it is ready when all its checks pass', async () => {
  const server = await open({ database: works, migrations: works, artifacts: works });
  const { status, json } = await ask(server, '/readyz');
  expect([status, json()]).toEqual([
    200,
    {
      status: 'ready',
      version: '1.2.3',
      checks: { database: { ok: true }, migrations: { ok: true }, artifacts: { ok: true } },
    },
  ]);
});

test('otherwise the answer is 503 with the reasons, one line each and without passwords', async () => {
  const server = await open(
    {
      database: () => Promise.reject(new Error('no route to postgres://lab:hunter2@db:5432/tombola\nat secret.ts')),
      artifacts: works,
      queue: () => new Promise(() => {}),
      migrations: () => {
        throw new Error('3 migrations are missing');
      },
    },
    20,
  );
  const { status, json } = await ask(server, '/readyz');
  expect([status, json()]).toEqual([
    503,
    {
      status: 'not ready',
      version: '1.2.3',
      checks: {
        database: { ok: false, reason: 'no route to postgres://lab:***@db:5432/tombola' },
        artifacts: { ok: true },
        queue: { ok: false, reason: 'no answer within 0.02 s' },
        migrations: { ok: false, reason: '3 migrations are missing' },
      },
    },
  ]);
});

test('many who ask at once cost one round of checks', async () => {
  let rounds = 0;
  let pass = () => {};
  const server = await open({ database: () => (rounds++, new Promise<void>((resolve) => (pass = resolve))) });
  const asked = [ask(server, '/readyz'), ask(server, '/readyz'), ask(server, '/readyz')];
  await until(() => server.app.shutdown.requests === 3);
  pass();
  expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(rounds).toBe(1);
  const next = ask(server, '/readyz');
  await until(() => rounds === 2);
  pass();
  expect((await next).status).toBe(200);
});

test('their requests are logged at debug only', async () => {
  const server = await open({});
  await ask(server, '/healthz');
  await until(() => server.log.some(({ msg }) => msg === 'request'));
  expect(server.log.find(({ msg }) => msg === 'request')).toMatchObject({ level: 'debug', route: '/healthz' });
});
