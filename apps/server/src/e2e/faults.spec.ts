import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { FaultReport } from '../bench/faults/faults';

const program = join(__dirname, '../../bin/tombola.mjs');

test('under kills of workers, server and database every level ends once, with every point once and the same bits', () => {
  const { stdout, stderr } = spawnSync(
    'node',
    [program, 'bench', 'faults', '--trials', '4', '--workers', '2', '--every', '3', '--limit', '240', '--json'],
    { encoding: 'utf8' },
  );
  const report = JSON.parse(stdout || '{}') as FaultReport & { error?: unknown };
  expect({
    error: report.error,
    problems: report.problems,
    stderr: report.problems === undefined ? stderr : '',
  }).toEqual({
    error: undefined,
    problems: [],
    stderr: '',
  });
  expect(report.levels).toBe(8);
  expect(
    Object.values({ ...report.faults } as Record<string, number>).reduce((sum, count) => sum + count, 0),
  ).toBeGreaterThan(0);
}, 300_000);
