import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ArmAggregateOut, EventOut, ExportOut, StudyOut, TicketOut } from '@tombola/shared';
import { compile, ended, linesOf, linkPackages, Outside, packClient, writeProject } from './testing/outside';
import { PlainHttp, type HandRead } from './testing/plain-http';

jest.setTimeout(300_000);

let outside: Outside;
let token: string;

beforeAll(async () => {
  outside = await Outside.open();
  const made = await outside.tombola(['token', 'create', 'service', '--home', join(outside.folder, 'home'), '--json']);
  token = (JSON.parse(made.stdout) as { token: string }).token;
});
afterAll(() => outside.close());

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

test('a service of its own compiles against the client, launches a study, follows it and runs what it found', async () => {
  const folder = outside.service();
  expect(compile(folder)).toBe('');
  const env = { TOMBOLA_SERVER: outside.url, TOMBOLA_TOKEN: token };
  const { code, stdout, stderr } = await ended(process.execPath, ['dist/main.js', folder, '{"steps": 30}'], {
    cwd: folder,
    env,
  });
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  const result = JSON.parse(stdout) as {
    study: Record<string, unknown>;
    followed: { points: number };
    arms: { arm: string; levels: { n: number; mean: number }[] }[];
    ticket: { level: string };
    file: { path: string; bytes: number; sha256: string };
  };
  expect(result).toMatchObject({
    study: { state: 'done', levels: 10, levelsDone: 10 },
    followed: { ordered: true },
    verified: true,
    answers: { dims: [3, 10], finite: true, examples: 10_000 },
    refused: { code: 'NOT_FOUND', status: 404, what: 'there is no such study' },
  });
  expect(result.followed.points).toBeGreaterThanOrEqual(10);
  expect(result.arms.map(({ arm, levels }) => [arm, levels.length])).toEqual([
    ['dense', 1],
    ['ticket', 4],
    ['reinit', 3],
    ['shuffle', 3],
  ]);
  for (const { n } of result.arms.flatMap(({ levels }) => levels)) expect(n).toBe(1);
  const bytes = readFileSync(result.file.path);
  expect(result.file).toMatchObject({ bytes: bytes.length, sha256: sha256(bytes) });
});

describe('the types of the client hold', () => {
  const source = `import { createClient, type RouterOutputs } from '@tombola/server';
    const client = createClient({ url: 'http://127.0.0.1:4466' });
    const { state } = await client.studies.get.query({ study: 'x' });
    export const known: 'queued' | 'running' | 'paused' | 'done' | 'failed' | 'cancelled' = state;
    export const page: Promise<RouterOutputs['studies']['list']> = client.studies.list.query({ limit: 3 });
    // @ts-expect-error There is no such member.
    await client.studies.get.query({ name: 'x' });
    // @ts-expect-error It is a mutation.
    await client.studies.create.query({});
    // @ts-expect-error There is no such procedure.
    await client.studies.win.mutate({});
  `;
  const strict = { strict: true, noEmit: true, skipLibCheck: false, target: 'ES2022', module: 'NodeNext' };

  test.each([
    ['in Node, without the types of browsers', { lib: ['ES2023'], types: ['node'] }, ['@types/node']],
    ['in browsers, without the types of Node', { lib: ['ES2023', 'DOM'], types: [] }, []],
    [
      'for bundlers',
      { lib: ['ES2023', 'DOM'], types: [], module: 'ESNext', moduleResolution: 'Bundler', verbatimModuleSyntax: true },
      [],
    ],
  ])('%s', (name, options, packages) => {
    const folder = outside.make(name.replaceAll(' ', '-'));
    packClient(folder);
    linkPackages(folder, packages);
    writeProject(folder, { ...strict, ...options }, source);
    expect(compile(folder)).toBe('');
  });

  test('for the lines of docs/api.md', () => {
    const folder = outside.make('page');
    packClient(folder);
    linkPackages(folder, ['@types/node']);
    const options = {
      lib: ['ES2023'],
      types: ['node'],
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
    };
    writeProject(folder, { ...strict, ...options }, linesOf('docs/api.md', 'ts'));
    expect(compile(folder)).toBe('');
  });

  test('and its code needs neither packages nor Node', () => {
    const folder = outside.make('code');
    packClient(folder);
    const code = readFileSync(join(folder, 'node_modules/@tombola/server/dist/client/index.js'), 'utf8');
    expect(code).not.toMatch(/^\s*(import|export)\b[^;]*\bfrom\s*["']/m);
    expect(code).not.toMatch(/\b(require|import)\(/);
    expect(code).not.toMatch(/\bBuffer\b/);
  });
});

test('the client runs where there is nothing of Node, with a token, live events included', async () => {
  const folder = outside.make('browser');
  packClient(folder);
  const bundle = join(folder, 'node_modules/@tombola/server/dist/client/index.js');
  const script = join(__dirname, 'testing/browser.mjs');
  const { code, stdout, stderr } = await ended(process.execPath, [script, bundle, outside.url, token], { cwd: folder });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const result = JSON.parse(stdout) as { followed: number };
  const digest = sha256(Uint8Array.of(1, 2, 3));
  expect(result).toMatchObject({ version: '0.1.0', sha256: digest, bytes: [1, 2, 3], told: 1, refused: 'NOT_FOUND' });
  expect(result.followed).toBeGreaterThan(10);
});

test('the same by plain HTTP: events taken up where they broke off, files in ranges', async () => {
  const http = new PlainHttp(outside.url, { authorization: `Bearer ${token}` });
  const source = { from: 'preset', preset: 'lth', scale: 'smoke', seeds: [1], changes: { steps: 30 } };
  const { lastEvent } = await http.get<{ lastEvent: number }>('/system');
  const { id: study } = await http.post<StudyOut>('/studies', { source, name: 'By hand' });

  const seen: HandRead[] = [];
  const last = () => seen.at(-1)?.id ?? lastEvent;
  const isEnd = ({ data }: HandRead) => data.type === 'study.changed' && data.data['state'] === 'done';
  while (!seen.some(isEnd)) {
    let count = 0;
    for await (const event of http.events(`study=${study}`, last())) {
      seen.push(event);
      // Breaks off again and again.
      if (isEnd(event) || ++count === 7) break;
    }
  }
  const { items } = await http.get<{ items: EventOut[] }>(`/events?study=${study}&after=${lastEvent}&limit=200`);
  expect(seen.map(({ data }) => data)).toEqual(items.slice(0, seen.length));
  expect(seen.every(({ id, event, data }) => id === data.id && event === data.type)).toBe(true);
  expect(items.length - seen.length).toBeLessThanOrEqual(1);

  const aggregates = await http.get<{ items: ArmAggregateOut[] }>(
    `/studies/${study}/aggregates?metrics=testAccuracyAtEnd,earlyStopIteration`,
  );
  expect(aggregates.items.map(({ arm, metric }) => `${arm} ${metric}`)).toHaveLength(8);

  const tickets = await http.get<{ items: TicketOut[] }>(`/tickets?study=${study}&maxDensity=0.3&limit=1`);
  const { id } = await http.post<ExportOut>('/exports', { level: tickets.items[0]!.level });
  let done = await http.get<ExportOut>(`/exports/${id}`);
  while (done.state === 'queued' || done.state === 'running') {
    await pause(200);
    done = await http.get<ExportOut>(`/exports/${id}`);
  }
  expect(done).toMatchObject({ state: 'done', verified: true });

  const artifact = done.artifact!;
  const part = async (range: string) => {
    const response = await http.ask(`/artifacts/${artifact.id}/content`, { headers: { range } });
    expect(response.status).toBe(206);
    return Buffer.from(await response.arrayBuffer());
  };
  const half = Math.floor(artifact.size / 2);
  const whole = Buffer.concat([await part(`bytes=0-${half - 1}`), await part(`bytes=${half}-`)]);
  expect(whole).toHaveLength(artifact.size);
  expect(sha256(whole)).toBe(artifact.sha256);
});

test('the lines of docs/api.md for a shell do what the page says', async () => {
  const lines = linesOf('docs/api.md', 'sh');
  expect(lines.split('\n').length).toBeGreaterThan(15);
  const tools = await ended('sh', ['-c', 'command -v curl bash sha256sum'], { cwd: outside.folder });
  // A machine without curl cannot try it.
  if (tools.code !== 0) return;
  const folder = outside.make('curl');
  const env = { TOMBOLA_SERVER: outside.url, TOMBOLA_TOKEN: token };
  const { code, stdout, stderr } = await ended('bash', ['-euc', lines], { cwd: folder, env });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('"levels":10');
  expect(stdout).toContain('"metric":"testAccuracyAtEnd"');
  expect(stdout).toContain('"verified":true');
  expect(stdout).toContain('ticket.onnx: OK');
  const events = readFileSync(join(folder, 'events.txt'), 'utf8');
  expect(events.trimEnd().split('\n').at(-1)).toContain('"state":"done"');
});
