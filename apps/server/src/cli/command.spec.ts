import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const bin = join(__dirname, '../../bin/tombola.mjs');
const folder = mkdtempSync(join(tmpdir(), 'tombola-cli-'));

afterAll(() => rmSync(folder, { recursive: true }));

function start(...args: string[]): ChildProcessWithoutNullStreams {
  // A folder of its own, so that nothing of the machine's data and results is read or written.
  const env = { ...process.env, XDG_CACHE_HOME: folder, TOMBOLA_DATA: '', TOMBOLA_RESULTS: '' };
  return spawn(process.execPath, [bin, ...args], { cwd: folder, env });
}

async function finish(child: ChildProcessWithoutNullStreams) {
  const code = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await code, stdout, stderr };
}

const tombola = (...args: string[]) => finish(start(...args));

/** The only value on stdout. */
const json = (stdout: string) => JSON.parse(stdout) as Record<string, unknown>;

describe('a command that succeeds', () => {
  test('prints help on stdout and nothing else', async () => {
    const { code, stdout, stderr } = await tombola('--help');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Usage: tombola/);
    for (const name of ['doctor', 'data', 'describe', 'bench']) expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
  });

  test('shows the global options in the help of a subcommand', async () => {
    const { stdout } = await tombola('data', 'get', '--help');
    expect(stdout).toContain('--into <dir>');
    expect(stdout).toContain('--json');
  });

  test('prints its version', async () => {
    expect(await tombola('--version')).toEqual({ code: 0, stdout: '0.1.0\n', stderr: '' });
  });

  test('counts layers as the papers do: LeNet-300-100 has 266,200 prunable weights', async () => {
    const { code, stdout, stderr } = await tombola('describe', 'network', 'lenet-300-100', '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(json(stdout)).toMatchObject({
      network: 'lenet-300-100',
      input: [1, 28, 28],
      classes: 10,
      layers: [{ name: 'dense_1', kind: 'dense', shape: [784, 300], prunable: 235_200, macs: 235_200 }, {}, {}],
      totals: { parameters: 266_610, prunable: 266_200, macs: 266_200 },
    });
  });

  test('describes a network for other images', async () => {
    const { stdout } = await tombola('describe', 'network', 'mlp-20', '--input', '3,8,8', '--classes', '4', '--json');
    expect(json(stdout)).toMatchObject({ input: [3, 8, 8], layers: [{ shape: [192, 20] }, { shape: [20, 4] }] });
  });

  test('describes convolutional networks for the data of their papers, or others', async () => {
    const { stdout } = await tombola('describe', 'network', 'resnet-20', '--json');
    expect(json(stdout)).toMatchObject({
      input: [3, 32, 32],
      layers: expect.arrayContaining([
        {
          name: 'conv_1',
          kind: 'conv',
          shape: [16, 3, 3, 3],
          makes: [16, 32, 32],
          parameters: 432,
          prunable: 432,
          macs: 442_368,
          output: false,
        },
        {
          name: 'norm_1',
          kind: 'batch-norm',
          shape: [16],
          makes: [16, 32, 32],
          parameters: 32,
          prunable: 0,
          macs: 0,
          output: false,
        },
      ]) as unknown,
      totals: { parameters: 272_474, prunable: 270_896, convolutional: 270_256, macs: 40_813_184, statistics: 1568 },
    });
    const table = await tombola('describe', 'network', 'conv-2', '--input', '3x32x32');
    expect(table.stdout).toMatch(/^conv_1 +conv +64 x 3 x 3 x 3 +64 x 32 x 32 +1,792 +1,728 +1,769,472$/m);
    expect(table.stdout).toMatch(/^total +4,301,642 +4,300,992 +43,780,608$/m);
  });

  test('describes a network of one’s own', async () => {
    const file = join(folder, 'mine.json');
    const nodes = [
      { op: 'conv', channels: 8, kernel: 3 },
      { op: 'global-average-pool' },
      { op: 'dense', units: 'classes' },
    ];
    writeFileSync(file, JSON.stringify({ name: 'mine', nodes }));
    const described = await tombola('describe', 'network', '--file', file, '--dataset', 'cifar-10', '--json');
    expect(json(described.stdout)).toMatchObject({ network: 'mine', totals: { prunable: 8 * 27 + 80 } });
    expect(await tombola('describe', 'network', file, '--dataset', 'cifar-10', '--json')).toEqual(described);
    writeFileSync(file, JSON.stringify({ name: 'mine', nodes: nodes.slice(0, 1) }));
    const { code, stderr } = await tombola('describe', 'network', '--file', file);
    expect(code).toBe(2);
    expect(stderr).toContain('does not make the logits (got "[8, 28, 28]"): expected [10]');
  });

  test('takes global options before and after the command', async () => {
    const [before, after] = await Promise.all([tombola('--json', 'data', 'list'), tombola('data', 'list', '--json')]);
    expect(before).toEqual(after);
    const names = (JSON.parse(after.stdout) as { name: string }[]).map(({ name }) => name);
    expect(names).toEqual(['mnist', 'fashion-mnist', 'cifar-10', 'cifar-100', 'glyphs']);
  });

  test('prints a table without --json', async () => {
    const { code, stdout } = await tombola('data', 'list');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^name +shape +classes/);
    expect(stdout).toMatch(/^mnist +1 x 28 x 28 +10 +60,000 +10,000 +no/m);
  });

  test('measures steps: one object for one thread count, an array for several', async () => {
    const quick = ['bench', 'step', '--network', 'mlp-8', '--batch', '4', '--repeats', '2', '--steps', '3', '--json'];
    const { code, stdout, stderr } = await tombola(...quick);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const result = json(stdout);
    expect(Object.keys(result)).toEqual(['network', 'engine', 'threads', 'batch', 'ms_min', 'ms_median']);
    expect(result).toMatchObject({ network: 'mlp-8', engine: 'onnxruntime cpu', threads: 1, batch: 4 });
    expect(result['ms_median']).toBeGreaterThanOrEqual(result['ms_min'] as number);
    const several = await tombola(...quick, '--threads', '1,2');
    expect(JSON.parse(several.stdout)).toMatchObject([{ threads: 1 }, { threads: 2 }]);
  });

  test('examines the machine, and finds the cpu usable', async () => {
    const { code, stdout, stderr } = await tombola('doctor', '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { ok, checks } = json(stdout) as { ok: boolean; checks: { name: string; level: string }[] };
    expect(ok).toBe(true);
    expect(checks.find(({ name }) => name === 'provider cpu')?.level).toBe('ok');
    const mended = checks.filter(({ level }) => level !== 'ok');
    expect(mended.every((check) => 'mend' in check)).toBe(true);
  });

  test('fails the examination when results cannot be written, and says so', async () => {
    const { code, stdout } = await tombola('doctor', '--results', '/proc/nowhere');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^fail +results folder +\/proc\/nowhere cannot be written\. Name another/m);
  });
});

describe('wrong usage exits with 2, says what is right, and leaves stdout empty', () => {
  test.each([
    { args: ['doctr'], says: 'unknown command (got "doctr"): expected one of ', mend: 'Did you mean doctor?' },
    {
      args: ['data', 'lst'],
      says: 'unknown command (got "lst"): expected one of list, get.',
      mend: 'Did you mean list?',
    },
    { args: ['data', 'list', '--jsn'], says: 'unknown option (got "--jsn")', mend: 'Did you mean --json?' },
    { args: ['data'], says: 'tombola data needs a command: expected one of list, get.', mend: 'tombola data --help' },
    { args: ['data', 'get'], says: "missing required argument 'name'", mend: 'tombola data get --help' },
    {
      args: ['data', 'get', 'imagenet'],
      says: '(got "imagenet"): expected one of mnist, fashion-mnist,',
      mend: '--help',
    },
    { args: ['data', 'list', 'all'], says: 'too many arguments', mend: 'tombola data list --help' },
    { args: ['bench', 'step', '--batch', '0'], says: '(got "0"): expected a whole number from 1', mend: '--help' },
    { args: ['bench', 'step', '--threads', '1,x'], says: '(got "1,x"): expected whole numbers from 1', mend: '--help' },
    { args: ['describe', 'network', 'alexnet'], says: 'no such network (got "alexnet")', mend: 'lenet-300-100' },
    { args: ['describe', 'network'], says: 'no network is given: expected a name such as conv-2', mend: '' },
    { args: ['describe', 'network', 'nowhere.json'], says: 'this network cannot be read', mend: 'ENOENT' },
    { args: ['data', 'list', '--data', '/nowhere'], says: '(got "/nowhere"): expected a folder', mend: 'Mend `--data' },
  ])('tombola $args', async ({ args, says, mend }) => {
    const { code, stdout, stderr } = await tombola(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^error: [^\n]*\n$/);
    expect(stderr).toContain(says);
    expect(stderr).toContain(mend);
  });

  test('prints its help when there is no command at all', async () => {
    const { code, stdout, stderr } = await tombola();
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('Usage: tombola');
    expect(stderr).toContain('error: tombola needs a command');
  });

  test('is one JSON value with --json, and stderr is empty', async () => {
    const { code, stdout, stderr } = await tombola('data', 'lst', '--json');
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
    expect(json(stdout)).toEqual({
      error: {
        what: 'unknown command',
        value: 'lst',
        expected: 'one of list, get',
        mend: 'Did you mean list?',
        exitCode: 2,
      },
    });
  });

  test('has a stack of the sources with --debug, and none without', async () => {
    const args = ['data', 'list', '--data', '/nowhere'];
    const [plain, debug] = await Promise.all([tombola(...args), tombola(...args, '--debug')]);
    expect(plain.stderr).not.toMatch(/^ +at /m);
    expect(debug.stderr).toMatch(/^ +at .*locate\.ts:\d+/m);
    const { stdout } = await tombola(...args, '--debug', '--json');
    expect(json(stdout)['error']).toMatchObject({ stack: expect.stringContaining('locate.ts:') as string });
  });
});

describe('a command that is broken off', () => {
  test.each([[], ['--json']])('exits with 130 %s', async (...options) => {
    const child = start('bench', 'parallel', '--network', 'mlp-8', '--seconds', '60', ...options);
    const finished = finish(child);
    // Long enough for its processes to work; whenever the signal comes, the exit code is the same.
    await new Promise((resolve) => setTimeout(resolve, 2500));
    child.kill('SIGINT');
    const { code, stdout, stderr } = await finished;
    expect(code).toBe(130);
    if (options.length > 0) expect(json(stdout)).toEqual({ error: { what: 'interrupted', exitCode: 130 } });
    else expect({ stdout, stderr }).toEqual({ stdout: '', stderr: 'error: interrupted\n' });
  });
});
