import type { ArmAggregateOut } from '@tombola/shared';
import { exportHeader, exportRows, spreadText, summaryText, tableRows } from './table-rows';

const summary = {
  n: 3,
  mean: 0.9649,
  std: 0.00439,
  min: 0.9622,
  max: 0.97,
  interval: [0.954, 0.9758] as [number, number],
};
const level = (number: number, density: number): ArmAggregateOut['levels'][number] => ({
  level: number,
  density,
  summary,
  members: [0, 1, 2].map((seed) => ({ trial: `a-s${seed}`, seed, draw: 0, value: 0.96 })),
});
const aggregates: ArmAggregateOut[] = [
  { arm: 'a', metric: 'm', levels: [level(0, 1), level(1, 0.51234)] },
  { arm: 'b', metric: 'm', levels: [level(1, 0.51233), level(2, 0.2)] },
  { arm: 'b', metric: 'other', levels: [level(9, 0.1)] },
];

test('a row for each level, densest first; arms share it when their densities agree', () => {
  const rows = tableRows(aggregates, 'm', ['a', 'b', 'c']);
  expect(rows.map(({ level: number, cells }) => [number, cells.map((cell) => cell !== null)])).toEqual([
    [0, [true, false, false]],
    [1, [true, true, false]],
    [2, [false, true, false]],
  ]);
  expect(tableRows(aggregates, 'nothing', ['a'])).toEqual([]);
});

test('what stands beside a mean is in its unit, and is nothing for one seed', () => {
  expect(spreadText(summary, 'std', 'percent')).toBe('± 0.44');
  expect(spreadText(summary, 'range', 'percent')).toBe('96.22–97.00');
  expect(spreadText(summary, 'interval', 'percent')).toBe('[95.40, 97.58]');
  expect(spreadText({ ...summary, std: 2.25 }, 'std', 'count')).toBe('± 2.3');
  expect(spreadText({ ...summary, std: 115.4 }, 'std', 'count')).toBe('± 115');
  const one = { n: 1, mean: 0.5, std: null, min: 0.5, max: 0.5, interval: null };
  expect(spreadText(one, 'std', 'percent')).toBe('± –');
  expect(spreadText(one, 'interval', 'percent')).toBe('[–]');
  expect(summaryText(one, 'percent')).toBe('50.00 %, one seed');
  expect(summaryText(summary, 'percent')).toContain('over 3 seeds; std 0.44; min–max 96.22–97.00');
});

test('what goes out has every cell in full precision', () => {
  const arms = [
    { id: 'a', label: 'A' },
    { id: 'b', label: 'B' },
  ];
  const rows = exportRows(tableRows(aggregates, 'm', ['a', 'b']), 'm', arms);
  expect(rows).toHaveLength(4);
  expect(rows[1]).toEqual(['a', 'A', 1, 0.51234, 'm', 3, 3, 0.9649, 0.00439, 0.9622, 0.97, 0.954, 0.9758]);
  for (const row of rows) expect(row).toHaveLength(exportHeader.length);
});
