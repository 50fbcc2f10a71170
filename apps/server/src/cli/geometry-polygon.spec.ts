import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = join(__dirname, '../../bin/tombola.mjs');
const folder = mkdtempSync(join(tmpdir(), 'tombola-polygon-'));
afterAll(() => rmSync(folder, { recursive: true }));

function geometry(...args: string[]) {
  const env = { ...process.env, XDG_CACHE_HOME: folder, TOMBOLA_DATA: '', TOMBOLA_RESULTS: '' };
  return spawnSync(process.execPath, [program, 'geometry', ...args], { cwd: folder, env, encoding: 'utf8' });
}

function json(...args: string[]) {
  const { status, stdout, stderr } = geometry(...args, '--json');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout) as Record<string, unknown>;
}

function file(name: string, ...layers: { weights: number[][]; bias?: number[] }[]): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify({ layers }));
  return path;
}

/** The oracle without ties: rays (1, 1) and (-2, 1). */
const noTie = file(
  'no-tie.json',
  {
    weights: [
      [1, 0],
      [0, 1],
      [-1, -1],
    ],
  },
  {
    weights: [
      [1, 0, 2],
      [0, 1, 1],
    ],
  },
);
/** f1 - f2 = 2 relu(x - 1) - 2 relu(y - 2) + 1. */
const biased = file(
  'biased.json',
  {
    weights: [
      [1, 0],
      [0, 1],
    ],
    bias: [-1, -2],
  },
  {
    weights: [
      [1, -1],
      [-1, 1],
    ],
    bias: [1, 0],
  },
);
const threeInputs = file('three.json', { weights: [[1, 1, 1]] }, { weights: [[1]] });

test('the polygon of a network as JSON, and a drawing', () => {
  const svg = join(folder, 'polygon.svg');
  const found = json('polygon', '--weights', noTie, '--svg', svg, '--theme', 'dark');
  expect(found).toMatchObject({
    mode: 'paper',
    biases: false,
    counts: { vertices: 5, bridges: 2, ties: 0 },
    sigma: [3, 3],
    area: 4,
  });
  expect(found['rays']).toEqual(
    expect.arrayContaining([
      [1, 1],
      [-2, 1],
    ]),
  );
  expect(found).not.toHaveProperty('subdivision');
  expect(readFileSync(svg, 'utf8')).toMatch(/^<svg .*class="ray" data-boundary/s);
});

test('biases: the exact subdivision and boundary', () => {
  const svg = join(folder, 'curve.svg');
  const found = json('polygon', '--weights', biased, '--subdivision', '--svg', svg, '--draw', 'curve');
  const { cells, boundary } = found['subdivision'] as { cells: unknown[]; boundary: Record<string, unknown> };
  expect(cells).toHaveLength(1);
  expect(boundary).toMatchObject({ segments: [], lines: [], ties: [] });
  expect(boundary['rays']).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ from: [1, 2.5], direction: [-2, 0] }),
      expect.objectContaining({ from: [1, 2.5], direction: [2, 2] }),
    ]),
  );
  expect(readFileSync(svg, 'utf8')).toContain('class="boundary"');
  expect(geometry('polygon', '--weights', biased).stdout).toMatch(/^biases +left out: --subdivision takes them$/m);
});

test('distances of two polygons', () => {
  const found = json('distance', noTie, noTie, '--mode', 'reduced', '--classes', '1,0');
  expect(found).toMatchObject({ mode: 'reduced', hausdorff: { distance: 0 }, rays: { mean: 0, unmatched: 0 } });
  const { stdout } = geometry('distance', noTie, biased);
  expect(stdout).toMatch(/^Hausdorff +[\d.]+$/m);
  expect(stdout).toMatch(/^rays without a partner +1$/m);
});

test('two polygons are drawn over each other, with the points that are farthest apart', () => {
  const svg = join(folder, 'new', 'distance.svg');
  const { normalised } = json('distance', noTie, biased, '--svg', svg) as { normalised: { perimeter: number } };
  const drawing = readFileSync(svg, 'utf8');
  expect(drawing.match(/class="polygon"/g)).toHaveLength(2);
  expect(drawing.match(/class="mark"/g)).toHaveLength(2);
  expect(drawing).toContain('>no-tie.json</text>');
  expect(drawing).toContain(`farthest points, ${normalised.perimeter.toPrecision(3)} apart`);
});

test('one output is the classes 0 and 1; a plane cuts networks of more inputs', () => {
  const plane = join(folder, 'plane.json');
  writeFileSync(plane, JSON.stringify({ origin: [0, 0, 1], right: [1, 0, 0], up: [0, 1, 0] }));
  expect(json('polygon', '--weights', threeInputs, '--plane', plane)).toMatchObject({
    biases: true,
    classes: [[0, 1], [1]],
  });
});

test.each([
  [['--weights', threeInputs], 'Give a plane through them with --plane'],
  [['--weights', noTie, '--classes', '0,2'], 'there is no such pair of classes'],
  [['--weights', noTie, '--classes', '0,0'], 'two different classes from 0'],
  [['--weights', noTie, '--mode', 'small'], 'one of paper, reduced'],
  [['--weights', file('one.json', { weights: [[1, 2]] })], 'a network with one hidden layer'],
])('%j is wrong usage', (args, message) => {
  const { status, stdout, stderr } = geometry('polygon', ...args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(message);
});
