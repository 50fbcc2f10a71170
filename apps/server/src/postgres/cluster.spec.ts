import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { Client } from 'pg';
import { startCluster, type Cluster } from './cluster';
import { isRoot, serverIdentity } from './identity';
import { isAlive, readLockFile } from './lock-file';
import { sharedFolder } from './place';

const root = join(__dirname, '../../../..');
// A name that careless quoting would break.
const folder = mkdtempSync(join(tmpdir(), "tombola 'clüster' "));
chmodSync(folder, 0o755);
const at = (...names: string[]) => join(folder, ...names);

/** No test of these crashes the machine. */
const settings = { fsync: 'off' };
const start = (name: string, lines: string[] = []) =>
  startCluster({ folder: at(name), settings, log: (line) => lines.push(line) });

const clusters: Cluster[] = [];
const remember = (cluster: Cluster) => (clusters.push(cluster), cluster);

afterAll(async () => {
  await Promise.all(clusters.map((cluster) => cluster.stop()));
  rmSync(folder, { recursive: true, force: true });
});

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

const count = async ({ url }: Cluster) => (await query(url, 'select count(*)::int as n from t'))[0]!['n'];
const fill = ({ url }: Cluster) => query(url, 'create table t as select generate_series(1, 200) as i');

/** A program that starts a cluster, prints it and lives on. */
function starter(name: string, options: { uid?: number; gid?: number; env?: NodeJS.ProcessEnv } = {}): ChildProcess {
  const program = at('starter.cjs');
  if (!existsSync(program)) {
    buildSync({
      stdin: {
        contents: `import { startCluster } from './cluster';
          startCluster({ folder: process.argv[2], settings: { fsync: 'off' } }).then(
            (cluster) => { console.log(JSON.stringify(cluster)); setInterval(() => {}, 1000); },
            (error) => { console.log(JSON.stringify({ error: error.name + ': ' + error.message })); },
          );`,
        resolveDir: __dirname,
        loader: 'ts',
      },
      bundle: true,
      platform: 'node',
      external: ['pg-native'],
      tsconfig: join(root, 'tsconfig.base.json'),
      outfile: program,
      logLevel: 'error',
    });
    chmodSync(program, 0o644);
  }
  const { env, ...user } = options;
  return spawn(process.execPath, [program, at(name)], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
    ...user,
  });
}

async function printed(child: ChildProcess): Promise<Cluster & { error?: string }> {
  const [text] = (await once(child.stdout!.setEncoding('utf8'), 'data')) as [string];
  return JSON.parse(text) as Cluster;
}

async function killed(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

async function gone(pid: number): Promise<void> {
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe('one cluster through its life', () => {
  let cluster: Cluster;
  let port: number;

  test('a new folder becomes a cluster with checksums, UTF-8 and a password, on loopback only', async () => {
    cluster = remember(await start('life'));
    ({ port } = cluster);
    expect(cluster.adopted).toBe(false);
    const [shown] = await query(
      cluster.url,
      `select current_setting('data_checksums') as checksums, current_setting('server_encoding') as encoding,
        current_setting('listen_addresses') as addresses, current_setting('unix_socket_directories') as sockets,
        current_setting('max_connections') as connections, current_setting('fsync') as fsync,
        current_database() as database, current_user as role, lower('Ü') as lower,
        (select string_agg(distinct auth_method, ',') from pg_hba_file_rules) as auth`,
    );
    expect(shown).toEqual({
      checksums: 'on',
      encoding: 'UTF8',
      addresses: '127.0.0.1',
      sockets: '',
      connections: '100',
      fsync: 'off',
      database: 'tombola',
      role: 'tombola',
      lower: 'ü',
      auth: 'scram-sha-256',
    });
    await expect(query(cluster.url.replace(/:[0-9a-f]{48}@/, ':wrong@'), 'select 1')).rejects.toThrow(/password/);
    await fill(cluster);
  });

  test('only this user can read the password, and the data are not left to all', () => {
    const mode = (name: string) => statSync(at('life', name)).mode;
    expect(mode('password') & 0o077).toBe(0);
    expect(mode('data') & 0o077).toBe(0);
  });

  test('a second start adopts the running server', async () => {
    const second = await start('life');
    expect({ ...second }).toMatchObject({ adopted: true, pid: cluster.pid, port: cluster.port, url: cluster.url });
    expect(await count(second)).toBe(200);
  });

  test('after a stop the process is gone, and a start finds the rows and the port again', async () => {
    await cluster.stop();
    expect(isAlive(cluster.pid)).toBe(false);
    expect(await readLockFile(at('life', 'data'))).toBeUndefined();
    await cluster.stop();
    cluster = remember(await start('life'));
    expect(await count(cluster)).toBe(200);
    expect(cluster.port).toBe(port);
  });

  test('a killed server starts again at once, with its rows, while its children leave', async () => {
    const client = new Client({ connectionString: cluster.url });
    client.on('error', () => {});
    await client.connect();
    // A child that looks up late: it counts rows when its server is killed.
    const busy = client.query('select count(*) from generate_series(1, 3000000)').catch(() => {});
    process.kill(cluster.pid, 'SIGKILL');
    const next = remember(await start('life'));
    await busy;
    expect(next.pid).not.toBe(cluster.pid);
    expect(next.adopted).toBe(false);
    expect(await count(next)).toBe(200);
    cluster = next;
  });

  test('the lock file of a killed server does not stop a start when its process id is used again', async () => {
    process.kill(cluster.pid, 'SIGKILL');
    await gone(cluster.pid);
    const other = spawn('sleep', ['600'], (await serverIdentity()) ?? {});
    try {
      const file = at('life', 'data', 'postmaster.pid');
      writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(other.pid)));
      const lines: string[] = [];
      cluster = remember(await start('life', lines));
      expect(lines.join('\n')).toMatch(`the id ${other.pid} of a PostgreSQL that was killed`);
      expect(await count(cluster)).toBe(200);
      expect(isAlive(other.pid!)).toBe(true);
    } finally {
      other.kill('SIGKILL');
    }
  });

  test('a server that waits for its clients before it stops is hurried', async () => {
    const client = new Client({ connectionString: cluster.url });
    client.on('error', () => {});
    await client.connect();
    process.kill(cluster.pid, 'SIGTERM');
    while ((await readLockFile(at('life', 'data')))?.status !== 'stopping');
    const next = remember(await start('life'));
    expect(next.adopted).toBe(false);
    expect(await count(next)).toBe(200);
    cluster = next;
  });

  test('a port that was taken meanwhile is not waited for', async () => {
    await cluster.stop();
    const thief = createServer().listen(port, '127.0.0.1');
    await once(thief, 'listening');
    try {
      cluster = remember(await start('life'));
      expect(cluster.port).not.toBe(port);
      expect(await count(cluster)).toBe(200);
    } finally {
      thief.close();
    }
  });

  test('a large log is put aside at the next start', async () => {
    await cluster.stop();
    writeFileSync(at('life', 'postgres.log'), Buffer.alloc(11 * 2 ** 20, 'x\n'));
    cluster = remember(await start('life'));
    expect(readFileSync(at('life', 'postgres.log'), 'utf8')).toMatch(/^\d.* starting PostgreSQL/);
    expect(existsSync(at('life', 'postgres.log.1'))).toBe(true);
  });

  test('a password file that does not belong to the database is said', async () => {
    const [file, kept] = [at('life', 'password'), readFileSync(at('life', 'password'))];
    writeFileSync(file, `${'0'.repeat(48)}\n`);
    await expect(start('life')).rejects.toThrow(/refuses the password/);
    rmSync(file);
    await expect(start('life')).rejects.toThrow(/password of the database .* is gone/);
    writeFileSync(file, kept, { mode: 0o600 });
  });

  test('a setting that PostgreSQL refuses is reported with its words', async () => {
    await cluster.stop();
    const broken = startCluster({ folder: at('life'), settings: { ...settings, shared_buffers: 'much' } });
    await expect(broken).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringMatching(/shared_buffers.*much/s) as string,
    });
  });

  test('data of another version of PostgreSQL are refused with a way out', async () => {
    const file = at('life', 'data', 'PG_VERSION');
    writeFileSync(file, '17\n');
    await expect(start('life')).rejects.toThrow(/another version of PostgreSQL.*got "17".*tombola db restore/s);
    rmSync(file);
    await expect(start('life')).rejects.toThrow(/damaged/);
    writeFileSync(file, '18\n');
  });
});

test('a server outlives the killed process that started it, is adopted, and stopped by its second owner', async () => {
  const child = starter('orphan');
  const first = await printed(child);
  await fill(first);
  await killed(child);
  const second = remember(await start('orphan'));
  expect(second).toMatchObject({ adopted: true, pid: first.pid, url: first.url });
  expect(await count(second)).toBe(200);
  await second.stop();
  await expect(query(second.url, 'select 1')).rejects.toThrow();
});

test('of two starters on a new folder one starts and the other adopts', async () => {
  const children = [starter('pair'), starter('pair')];
  const [one, two] = (await Promise.all(children.map(printed))) as [Cluster, Cluster];
  expect([one.adopted, two.adopted].sort()).toEqual([false, true]);
  expect(one.url).toBe(two.url);
  const third = remember(await start('pair'));
  expect(third.pid).toBe(one.pid);
  expect(readdirSync(at('pair')).sort()).toEqual(['data', 'password', 'port', 'postgres.log']);
  await Promise.all(children.map(killed));
});

test('a first start that was killed is done again, and leaves nothing behind', async () => {
  const child = starter('half');
  const making = () => (existsSync(at('half')) ? readdirSync(at('half')) : []).some((name) => /^initial/.test(name));
  while (!making()) await new Promise((resolve) => setTimeout(resolve, 5));
  await killed(child);
  expect(existsSync(at('half', 'data'))).toBe(false);
  const cluster = remember(await start('half'));
  expect(await query(cluster.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(making()).toBe(false);
});

test('a folder that cannot be made is said with what to do', async () => {
  writeFileSync(at('file'), '');
  await expect(start('file/postgres')).rejects.toMatchObject({
    name: 'InputError',
    message: expect.stringMatching(/cannot use .*--home DIR.*DATABASE_URL/s) as string,
  });
});

const asRoot = isRoot() ? test : test.skip;

asRoot('another user runs a cluster of its own, and one that it may not write is refused', async () => {
  const user = { uid: 65534, gid: 65534 };
  mkdirSync(at('user'), { mode: 0o777 });
  chmodSync(at('user'), 0o777);
  const env = { HOME: at('user'), XDG_CACHE_HOME: at('user', 'cache') };
  const child = starter('user/postgres', { ...user, env });
  const cluster = await printed(child);
  expect(cluster.error).toBeUndefined();
  expect(await query(cluster.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  // As root the server keeps running as the user that owns its data.
  const adopted = remember(await start('user/postgres'));
  expect(adopted.adopted).toBe(true);
  await killed(child);
  await adopted.stop();
  remember(await start('user/postgres'));
  expect((await printed(starter('life', { ...user, env }))).error).toMatch(/^InputError: .*belongs to another user/);
  mkdirSync(at('closed'), { mode: 0o755 });
  expect((await printed(starter('closed/postgres', { ...user, env }))).error).toMatch(
    /^InputError: .*permission denied/,
  );
});

asRoot(
  'below a folder that is closed to others the data have a stand-in, and are not made anew when it is gone',
  async () => {
    mkdirSync(at('private'), { mode: 0o700 });
    const lines: string[] = [];
    const cluster = remember(await start('private/postgres', lines));
    expect(lines.join('\n')).toMatch(`cannot pass through ${at('private')}`);
    const pointed = () => readFileSync(at('private/postgres/location'), 'utf8').trim();
    const homes = [pointed()];
    try {
      expect(homes[0]!.startsWith(sharedFolder)).toBe(true);
      await fill(cluster);
      expect(await start('private/postgres')).toMatchObject({ adopted: true, pid: cluster.pid });
      // The way is open now; the data stay where they are.
      chmodSync(at('private'), 0o755);
      await cluster.stop();
      const third = remember(await start('private/postgres'));
      expect(await count(third)).toBe(200);
      await third.stop();
      // A folder that was removed and made anew begins with an empty database.
      rmSync(at('private'), { recursive: true });
      mkdirSync(at('private'), { mode: 0o700 });
      const fourth = remember(await start('private/postgres'));
      homes.push(pointed());
      expect(await query(fourth.url, "select to_regclass('t') as t")).toEqual([{ t: null }]);
      await fourth.stop();
    } finally {
      for (const home of homes) rmSync(home, { recursive: true, force: true });
    }
    await expect(start('private/postgres')).rejects.toThrow(/is gone.*location/s);
  },
);

asRoot('a folder that was closed to others after the data were made is named', async () => {
  mkdirSync(at('shut'), { mode: 0o755 });
  const cluster = await start('shut/postgres');
  await cluster.stop();
  chmodSync(at('shut'), 0o700);
  await expect(start('shut/postgres')).rejects.toThrow(`chmod o+x ${at('shut')}`);
});
