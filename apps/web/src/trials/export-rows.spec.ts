import { exportHeader, exportRows } from './export-rows';
import { armWith } from './testing/study';

const metrics = [{ id: 'accuracy', label: 'accuracy', unit: 'percent' as const }];

test('every level of every trial is a row, as wide as the header', () => {
  const rows = exportRows([armWith('ticket', [[0.9, null]])], metrics);
  expect(rows.map((row) => row.length)).toEqual([13, 13]);
  expect(exportHeader(metrics)).toHaveLength(13);
  expect(rows[0]).toEqual(expect.arrayContaining(['ticket', 'ticket-s0', 'done', 0.9]));
  expect(rows[1]!.at(-1)).toBeNull();
});
