import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = join(__dirname, '../../bin/tombola.mjs');
const folder = mkdtempSync(join(tmpdir(), 'tombola-slice-'));
afterAll(() => rmSync(folder, { recursive: true }));

function slice(...args: string[]) {
  const env = { ...process.env, XDG_CACHE_HOME: folder, TOMBOLA_DATA: '', TOMBOLA_RESULTS: '' };
  return spawnSync(process.execPath, [program, 'geometry', 'slice', ...args], { cwd: folder, env, encoding: 'utf8' });
}

function file(name: string, value: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(value));
  return path;
}

/** |x| + |y| - 1. */
const diamond = file('diamond.json', {
  layers: [
    {
      weights: [
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
      ],
    },
    { weights: [[1, 1, 1, 1]], bias: [-1] },
  ],
});

test('counts, boundary, seconds and memory as JSON; the cells and a drawing in files', () => {
  const [out, svg] = [join(folder, 'cells.json'), join(folder, 'slice.svg')];
  const args = ['--weights', diamond, '--box', '-2,-2,2,2', '--out', out, '--svg', svg, '--theme', 'light'];
  const { status, stdout, stderr } = slice(...args, '--json');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const { seconds, peakMemory, ...rest } = JSON.parse(stdout) as Record<string, unknown>;
  expect(rest).toEqual({
    box: [-2, -2, 2, 2],
    counts: { activation: 4, connected: 4, maps: 4 },
    boundary: {
      segments: 4,
      betti: [1, 1],
      regions: [
        { class: 0, count: 1 },
        { class: 1, count: 1 },
      ],
    },
    vertices: 13,
    edges: 20,
  });
  expect(seconds).toBeGreaterThan(0);
  expect(peakMemory).toBeGreaterThan(1e7);
  const cells = JSON.parse(readFileSync(out, 'utf8')) as { vertices: number[]; parts: { class: number[] } };
  expect(cells.vertices).toHaveLength(26);
  expect(cells.parts.class.sort()).toEqual([0, 0, 0, 0, 1, 1, 1, 1]);
  expect(readFileSync(svg, 'utf8')).toMatch(/^<svg .*class="boundary"/s);
});

test('people read a table', () => {
  const { stdout } = slice('--weights', diamond, '--box', '0.5,-2,2,2');
  expect(stdout).toMatch(/^cells \(activation patterns\) +2$/m);
  expect(stdout).toMatch(/^its pieces and loops +1, 0$/m);
});

test('a tie has its name in the table, and folders are made on the way to files', () => {
  const identity = [
    [1, 0],
    [0, 1],
  ];
  const trap = file('trap.json', { layers: [{ weights: identity }, { weights: identity }] });
  const [out, svg] = [join(folder, 'new', 'cells', 'trap.json'), join(folder, 'new', 'svg', 'trap.svg')];
  const { status, stdout } = slice('--weights', trap, '--box', '-2,-2,2,2', '--svg', svg, '--out', out);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^regions by class +tie: 1, 0: 1, 1: 1$/m);
  expect([out, svg].map((path) => readFileSync(path, 'utf8').length > 0)).toEqual([true, true]);
});

test('networks with more inputs are cut by a plane', () => {
  const network = file('three.json', { layers: [{ weights: [[1, 1, 1]] }, { weights: [[1]] }] });
  const plane = file('plane.json', { origin: [0, 0, 1], right: [1, 0, 0], up: [0, 1, 0] });
  const box = ['--box', '-2,-2,2,2'];
  const { stdout } = slice('--weights', network, ...box, '--plane', plane, '--json');
  expect((JSON.parse(stdout) as { counts: unknown }).counts).toEqual({ activation: 2, connected: 2, maps: 2 });
  expect(slice('--weights', network, ...box).stderr).toContain('a plane of its inputs to be given');
  expect(slice('--weights', network, ...box, '--plane', network).stderr).toContain('this file is no plane');
});

test.each([
  [['--box', '0,0,1,1'], 'a level, or a file with --weights'],
  [['--weights', diamond], 'a slice has a box'],
  [['--weights', diamond, '--examples', '1,2,3'], 'examples are of a level'],
  [['--weights', diamond, '--examples', '1,2,2'], 'three different whole numbers from 0'],
  [['0123456789ab/seed-0', '--box', '0,0,1,1'], 'no such recipe is stored'],
  [['--weights', diamond, '--box', '0,0,1'], 'the numbers of the box are not as many as they should be'],
  [['--weights', diamond, '--box', '0,0,one,1'], 'expected numbers with commas between them'],
  [['--weights', diamond, '--box', '0,0,0,1'], 'the box has no inside'],
  [['--weights', join(folder, 'none.json'), '--box', '0,0,1,1'], 'cannot be read'],
  [['--weights', file('odd.json', { layers: [{ weights: [1, 2] }] }), '--box', '0,0,1,1'], 'has no rows of weights'],
  [
    ['--weights', file('null.json', { layers: [{ weights: [[1, NaN]] }] }), '--box', '0,0,1,1'],
    'weights[0][1] of layer 0 is not a finite number (got null): expected finite numbers',
  ],
])('%j is wrong usage', (args, message) => {
  const { status, stdout, stderr } = slice(...args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(message);
});
