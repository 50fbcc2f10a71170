import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = join(__dirname, '../../bin/tombola.mjs');
const folder = mkdtempSync(join(tmpdir(), 'tombola-geometry-study-'));
afterAll(() => rmSync(folder, { recursive: true }));

function study(...args: string[]) {
  const env = { ...process.env, XDG_CACHE_HOME: folder, TOMBOLA_DATA: '', TOMBOLA_RESULTS: join(folder, 'results') };
  const short = ['--scale', 'smoke', '--seeds', '0,1', '--steps', '20', '--levels', '1'];
  return spawnSync(process.execPath, [program, 'geometry', 'study', ...short, ...args], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
}

test('the study is trained, judged and drawn; what is stored is not trained again', () => {
  const svg = join(folder, 'grids', 'circles.svg');
  const { status, stdout } = study('--dataset', 'circles', '--json', '--svg', svg);
  expect(status).toBe(0);
  const report = JSON.parse(stdout) as {
    levels: { arm: string; level: number; metrics: Record<string, number> }[];
    claims: { id: string }[];
    denseNull: { orientation: { n: number } };
  };
  expect(report.denseNull.orientation.n).toBe(1);
  expect(report.claims.map(({ id }) => id)).toContain('nearer-than-independent');
  const drift = (arm: string, level: number) =>
    report.levels
      .filter((each) => each.arm === arm && each.level === level)
      .map((each) => each.metrics['orientationDistance']);
  expect(drift('lottery', 0)).toEqual([0, 0]);
  for (const arm of ['lottery', 'xavier', 'independent']) {
    for (const distance of drift(arm, 1)) expect(distance).toBeGreaterThan(0);
  }
  // Five rows of the dense network and one round.
  expect(readFileSync(svg, 'utf8').match(/class="polygon"/g)).toHaveLength(10);
  const again = study('--dataset', 'circles', '--seed', '1');
  expect(again.status).toBe(0);
  expect(again.stdout).toMatch(/Dense against dense/);
});

test('a seed that the study has not is wrong usage', () => {
  const seed = study('--dataset', 'circles', '--seed', '7', '--svg', join(folder, 'none.svg'));
  expect([seed.status, seed.stderr]).toEqual([2, expect.stringContaining('the study has no such seed')]);
});
