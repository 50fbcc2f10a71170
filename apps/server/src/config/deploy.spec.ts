import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { createProgram } from '../cli/program';
import { portalOf } from '../cli/settings';
import { Shell } from '../cli/shell';
import { healthRoutes } from '../http/health';
import { serve, stopServers } from '../http/testing/server';
import { readConfig } from './config';
import { variables } from './variables';

afterEach(stopServers);

const root = join(__dirname, '../../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const bin = 'apps/server/bin/tombola.mjs';
const defaults = readConfig({});
/** Names that others read: the command, PostgreSQL's image, Node, the data sets. */
const foreign = /^(NODE_ENV|XDG_CACHE_HOME|POSTGRES_(USER|DB|PASSWORD)|WORKER_OPTIONS|ONNXRUNTIME_NODE_INSTALL)$/;
const known = new Set(variables.map(({ variable }) => variable));

/** What is wrong with the arguments of a command line, by the program's own commands; undefined when nothing is. */
function wrongIn(args: readonly string[]): string | undefined {
  let command: Command = createProgram(new Shell(''));
  const globals = command.options;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    if (arg.startsWith('--')) {
      const option = [...command.options, ...globals].find(({ long }) => long === arg);
      if (option === undefined) return `${command.name()} has no ${arg}`;
      if (option.required && args[++i] === undefined) return `${arg} lacks its value`;
    } else {
      const next = command.commands.find((each) => each.name() === arg);
      if (next !== undefined) command = next;
      else if (command.commands.length > 0) return `${command.name()} has no ${arg}`;
    }
  }
  // Commander does not say otherwise whether a command with commands does something itself.
  const { _actionHandler: action } = command as unknown as { _actionHandler: unknown };
  return action ? undefined : `${command.name()} needs a command`;
}

test('a wrong command line is found', () => {
  expect(wrongIn(['serve', '--host', '0.0.0.0'])).toBeUndefined();
  expect(wrongIn(['user', 'create', 'ann@example.org', '--name', 'Ann'])).toBeUndefined();
  expect(wrongIn(['serve', '--hots', '0.0.0.0'])).toBe('serve has no --hots');
  expect(wrongIn(['user', 'invent'])).toBe('user has no invent');
  expect(wrongIn(['user'])).toBe('user needs a command');
});

describe('the Dockerfile', () => {
  const instructions = read('deploy/Dockerfile')
    .replace(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => /^(\w+)\s+(.*)$/.exec(line.trim())!.slice(1) as [string, string])
    .map(([name, rest]) => ({ name, rest }));
  const all = (name: string) => instructions.filter((each) => each.name === name).map(({ rest }) => rest);
  const last = (name: string) => all(name).at(-1)!;
  const copies = all('COPY').map((rest) => {
    const words = rest.split(/\s+/).filter((word) => !word.startsWith('--'));
    return { from: /--from=(\S+)/.exec(rest)?.[1], sources: words.slice(0, -1) };
  });

  test('copies what the repository has and .dockerignore lets through', () => {
    const ignored = read('.dockerignore')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    const sources = copies.filter(({ from }) => from === undefined).flatMap((copy) => copy.sources);
    expect(sources.length).toBeGreaterThan(10);
    for (const source of sources) {
      expect([source, existsSync(join(root, source))]).toEqual([source, true]);
      expect(ignored).not.toContain(source.split('/')[0]);
    }
  });

  test('copies from stages that come before, and only what they have', () => {
    const stages: string[] = [];
    for (const { name, rest } of instructions) {
      if (name === 'FROM') {
        const [, image, stage] = /^(\S+) AS (\S+)$/.exec(rest)!;
        expect(['${NODE}', ...stages]).toContain(image);
        stages.push(stage!);
      }
      const from = name === 'COPY' ? /--from=(\S+)/.exec(rest)?.[1] : undefined;
      if (from !== undefined) expect(stages.slice(0, -1)).toContain(from);
    }
    expect(stages).toEqual(['packages', 'build', 'production', 'tombola']);
  });

  test('installs every package of the workspace', () => {
    const workspaces = ['apps', 'libs'].flatMap((group) =>
      readdirSync(join(root, group))
        .map((name) => `${group}/${name}/package.json`)
        .filter((path) => existsSync(join(root, path))),
    );
    const copied = copies.flatMap(({ sources }) => sources);
    expect(workspaces.filter((path) => !copied.includes(path))).toEqual([]);
  });

  test('has the portal where the command looks for it, and nothing that it was built with', () => {
    const from = (stage: string) => copies.filter((copy) => copy.from === stage).flatMap(({ sources }) => sources);
    expect(from('build')).toEqual(['/opt/tombola/apps/server/dist', '/opt/tombola/apps/web/out']);
    expect(portalOf({ script: (name) => join('/opt/tombola/apps/server/dist', `${name}.js`) })).toBe(
      '/opt/tombola/apps/web/out',
    );
    const build = all('RUN').find((rest) => rest.includes('build.mjs'));
    expect(build).toContain('node apps/web/build.mjs');
    // Its packages are pruned when its workspace is gone.
    expect(all('RUN').find((rest) => rest.includes('npm prune'))).toMatch(
      /rm -rf apps\/web node_modules\/@tombola\/web .*npm prune/,
    );
  });

  test('runs no install script and is not root', () => {
    const installs = all('RUN').flatMap((rest) =>
      rest.split('&&').filter((part) => /npm (ci|install|prune)/.test(part)),
    );
    expect(installs).toHaveLength(2);
    for (const install of installs) expect(install).toContain('--ignore-scripts');
    expect(last('USER')).toBe('tombola');
    expect(last('RUN')).toContain('useradd --system --uid 10001');
  });

  test('starts the command that is built, on the port of the configuration', () => {
    expect(JSON.parse(last('ENTRYPOINT'))).toEqual(['node', bin]);
    expect(wrongIn(JSON.parse(last('CMD')) as string[])).toBeUndefined();
    expect(last('EXPOSE')).toBe(String(defaults.port));
  });

  test('says names of variables that are read', () => {
    const names = all('ENV').flatMap((rest) => [...rest.matchAll(/(\w+)=/g)].map(([, name]) => name!));
    expect(names.filter((name) => !known.has(name) && !foreign.test(name) && !name.startsWith('npm_config_'))).toEqual(
      [],
    );
  });

  test('asks after the health of a server in the way that the server answers', async () => {
    const [command, flag, code] = JSON.parse(last('HEALTHCHECK').replace(/^.*CMD /, '')) as [string, string, string];
    expect([command, flag]).toEqual(['node', '-e']);
    expect(code).toContain(`process.env.TOMBOLA_PORT || ${defaults.port}}/readyz`);
    const server = await serve((app) => healthRoutes(app, { version: '1', checks: {} }));
    const health = (port: number) =>
      new Promise<number>((resolve) => {
        const child = spawn(process.execPath, [flag, code], { env: { TOMBOLA_PORT: String(port) } });
        child.on('exit', (status) => resolve(status ?? -1));
      });
    expect(await health(server.port)).toBe(0);
    await stopServers();
    expect(await health(server.port)).toBe(1);
  });
});

describe('compose.yaml', () => {
  const text = read('deploy/compose.yaml');

  test('calls commands that there are', () => {
    const commands = [...text.matchAll(/^ +command: \[(.*)\]$/gm)].map(([, list]) =>
      list!.split(',').map((word) => word.trim().replace(/^'(.*)'$/, '$1')),
    );
    expect(commands.map(([name]) => name)).toEqual(['serve', 'worker']);
    for (const command of commands) expect([command, wrongIn(command)]).toEqual([command, undefined]);
  });

  test('sets variables that are read, and publishes the port that is listened on, to this machine only', () => {
    const names = [...text.matchAll(/^ +([A-Z][A-Z0-9_]+):/gm)].map(([, name]) => name!);
    expect(names).toContain('DATABASE_URL');
    expect(names.filter((name) => !known.has(name) && !foreign.test(name))).toEqual([]);
    expect([...text.matchAll(/^ +- ([\d.:]+:\d+)$/gm)].map(([, port]) => port)).toEqual([
      `127.0.0.1:${defaults.port}:${defaults.port}`,
    ]);
  });

  test('gives a stop more time than the server takes', () => {
    const [, seconds] = /stop_grace_period: (\d+)s/.exec(text)!;
    expect(Number(seconds)).toBeGreaterThan(defaults.stopSeconds);
  });

  test('mounts volumes that are declared', () => {
    const declared = text
      .slice(text.lastIndexOf('\nvolumes:'))
      .match(/^ {2}(\w+):$/gm)!
      .map((line) => line.trim().slice(0, -1));
    const used = [...text.matchAll(/^ +- (\w+):\//gm)].map(([, name]) => name!);
    expect(new Set(used)).toEqual(new Set(declared));
  });
});

describe.each([
  ['deploy/tombola.service', 'serve'],
  ['deploy/tombola-worker@.service', 'worker'],
])('%s', (path, command) => {
  const values = (name: string) =>
    [...read(path).matchAll(new RegExp(`^${name}=(.*)$`, 'gm'))].map(([, value]) => value!.replace(/^"(.*)"$/, '$1'));

  test('starts the command that is built, with options that it has', () => {
    const [node, script, ...args] = values('ExecStart')[0]!.split(' ');
    expect([node, script]).toEqual(['/usr/bin/node', `/opt/tombola/${bin}`]);
    const options = values('Environment').find((value) => value.startsWith('WORKER_OPTIONS='));
    const all = args.flatMap((arg) => (arg === '$WORKER_OPTIONS' ? options!.split(/[= ]/).slice(1) : [arg]));
    expect(all[0]).toBe(command);
    expect(wrongIn(all)).toBeUndefined();
  });

  test('says names of variables that are read', () => {
    const names = values('Environment').map((value) => value.split('=')[0]!);
    expect(names.filter((name) => !known.has(name) && !foreign.test(name))).toEqual([]);
    expect(values('Environment')).toContain(`TOMBOLA_HOME=/var/lib/${values('StateDirectory')[0]}`);
  });

  test('runs as a user of its own that can write its own folders only, and is given time to stop', () => {
    expect(values('User')).toEqual(['tombola']);
    expect(values('ProtectSystem')).toEqual(['strict']);
    expect(values('NoNewPrivileges')).toEqual(['yes']);
    expect(values('Restart')).toEqual(['on-failure']);
    expect(values('KillSignal')).toEqual(['SIGTERM']);
    expect(Number(values('TimeoutStopSec')[0])).toBeGreaterThan(defaults.stopSeconds);
  });
});

describe('README.md', () => {
  const text = read('deploy/README.md');

  test('has every setting with its default and what it is for, in order', () => {
    const rows = [...text.matchAll(/^\| `(\w+)` +\|(.*)\|(.*)\|$/gm)].map((cells) =>
      cells.slice(1).map((cell) => cell.trim()),
    );
    expect(rows).toEqual(
      variables.map(({ variable, description, default: value }) => {
        const empty = value === undefined || (Array.isArray(value) && value.length === 0);
        return [variable, empty ? '' : `${value as string}`, description];
      }),
    );
  });

  test('calls commands that there are', () => {
    const inText = [...text.matchAll(/`tombola ([^`]+)`/g)].map(([, line]) => line!);
    const inBlocks = [...text.matchAll(/(?:run --rm(?: -T)? server|tombola\.mjs) ([a-z].*)$/gm)].map(
      ([, line]) => line!,
    );
    const lines = [...inText, ...inBlocks].map((line) => line.replace(/`.*$/, '').split(' '));
    expect(lines.length).toBeGreaterThanOrEqual(6);
    for (const line of lines) expect([line, wrongIn(line)]).toEqual([line, undefined]);
  });
});
