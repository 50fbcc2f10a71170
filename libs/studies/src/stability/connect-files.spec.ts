import type { ConnectReport } from './connect';
import { connectFiles } from './connect-files';

const at = [0, 0.25, 0.5, 0.75, 1];
const path = (losses: number[]) => ({ at, losses, barrier: Math.max(...losses) - Math.max(losses[0]!, losses[4]!) });
const pair = (seed: number): ConnectReport => ({
  levels: [`aaa/seed-${seed}/level-1`, `bbb/seed-${seed}/level-1`],
  linear: path([0.1, 1 + seed, 2, 1, 0.2]),
  sparse: path([0.1, 0.4, 0.5 + seed, 0.4, 0.2]),
  dense: path([0.1, 0.15, 0.18, 0.19, 0.2]),
});
const heading = { title: 'Paths', command: 'tombola connect A B' };

test('every path of every pair is drawn and told', () => {
  const files = connectFiles([pair(0), pair(1)], heading);
  expect(Object.keys(files)).toEqual(['figure.svg', 'report.md', 'report.json']);
  expect(files['figure.svg']!.match(/class="seed"[^>]*><title>/g)).toHaveLength(2 * 3 * 5);
  expect(files['figure.svg']).toContain('mean of 2 seeds');
  expect(files['report.md']).toContain(
    '| aaa/seed-1/level-1 | bbb/seed-1/level-1 | 0.1000, 0.2000 | 1.8000 | 1.3000 | 0.0000 |',
  );
  expect(JSON.parse(files['report.json']!)).toEqual({ command: heading.command, pairs: [pair(0), pair(1)] });
});

test('of no pair, or of other points, there is no figure', () => {
  const { linear, ...rest } = pair(0);
  const short = { at: [0, 1], losses: [1, 1], barrier: 0 };
  expect(linear.at).toHaveLength(5);
  for (const pairs of [[], [pair(0), { ...rest, linear: short }]]) {
    expect(() => connectFiles(pairs, heading)).toThrow(/paths are drawn over each other/);
  }
});
