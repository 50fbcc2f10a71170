import { exampleFigure, exampleStudy } from './figure/example.fixture';
import { tabulate, toCsv, toMarkdown, toText } from './table';

const metric = 'testAccuracyAtEarlyStop';
const observation = (arm: string, seed: number, level: number, value: number) => ({
  arm,
  seed,
  draw: 0,
  level,
  density: 0.8 ** level,
  metrics: { [metric]: value },
});
const small = [
  observation('dense', 0, 0, 0.98),
  observation('dense', 1, 0, 0.982),
  observation('ticket', 0, 0, 0.98),
  observation('ticket', 1, 0, 0.982),
  observation('ticket', 0, 1, 0.97),
  observation('ticket', 1, 1, 0.99),
];
const table = tabulate(small, { metric, label: 'Test accuracy', unit: 'percent' });

test('Markdown has a row for each level and a column for each arm', () => {
  expect(toMarkdown(table)).toBe(
    [
      'Test accuracy, %: mean (min–max) over n = 2 seeds',
      '',
      '| Weights remaining (%) | dense | ticket |',
      '| ---: | ---: | ---: |',
      '| 100 | 98.10 (98.00–98.20) | 98.10 (98.00–98.20) |',
      '| 80.0 | – | 98.00 (97.00–99.00) |',
      '',
    ].join('\n'),
  );
});

test('levels of one density share a row, whatever their numbers', () => {
  const other = { ...observation('other', 0, 1, 0.9), level: 5 };
  const { rows } = tabulate([...small, other], { metric, unit: 'percent' });
  expect(rows.map(({ cells }) => cells.map((cell) => cell?.summary.mean ?? null))).toEqual([
    [0.981, 0.981, null],
    [null, 0.98, 0.9],
  ]);
});

test('levels of one density in one arm keep their rows apart', () => {
  const again = { ...observation('ticket', 0, 1, 0.9), level: 2 };
  expect(tabulate([...small, again], { metric, unit: 'percent' }).rows.map(({ level }) => level)).toEqual([0, 1, 2]);
});

test('a table of many arms is turned: a row for each of them', () => {
  const arms = Array.from({ length: 9 }, (_, i) => observation(`arm ${i}`, 0, 1, 0.9 + i / 100));
  const lines = toMarkdown(tabulate([...small, ...arms], { metric, unit: 'percent' }))
    .trimEnd()
    .split('\n')
    .slice(2);
  expect(lines).toHaveLength(13);
  expect(lines[0]).toBe('| Weights remaining (%) | 100 | 80.0 |');
  expect(lines.at(-1)).toBe('| arm 8 | – | 98.00, n = 1 |');
});

test('a cell tells its own n when the cells differ', () => {
  const uneven = tabulate([...small, observation('ticket', 2, 1, 0.98)], { metric, unit: 'percent' });
  expect(toMarkdown(uneven)).toContain('98.00 (97.00–99.00), n = 3');
  expect(toMarkdown(uneven)).toContain('98.10 (98.00–98.20), n = 2');
});

test('text lines are equally long', () => {
  const lines = toText(tabulate(exampleStudy(), { metric, unit: 'percent', arms: exampleFigure.arms }))
    .split('\n')
    .slice(2, -1);
  expect(lines).toHaveLength(12);
  expect(new Set(lines.map((line) => [...line].length)).size).toBe(1);
});

test('CSV has full precision, one row per arm and level', () => {
  const [head, ...rows] = toCsv(table).trimEnd().split('\n');
  expect(head).toBe('arm,level,density,metric,n,members,mean,std,min,max');
  expect(rows).toHaveLength(3);
  const [arm, level, density, name, n, members, mean, std, min, max] = rows[2]!.split(',');
  expect([arm, level, name, n, members]).toEqual(['ticket', '1', metric, '2', '2']);
  expect([density, mean, min, max].map(Number)).toEqual([0.8, 0.98, 0.97, 0.99]);
  expect(Number(std)).toBe(table.rows[1]!.cells[1]!.summary.std);
});

test('names with separators are quoted, and one seed has no standard deviation', () => {
  const csv = toCsv(tabulate([observation('a "b", c', 0, 0, 0.5)], { metric, unit: 'percent' }));
  expect(csv.split('\n')[1]).toBe(`"a ""b"", c",0,1,${metric},1,1,0.5,,0.5,0.5`);
  expect(toMarkdown(tabulate([observation('a|b', 0, 0, 0.5)], { metric, unit: 'count' }))).toContain('a\\|b');
});

test('a column without observations is refused', () => {
  expect(() => tabulate(small, { metric, unit: 'percent', arms: [{ arm: 'x', label: 'X' }] })).toThrow(/shows arm x/);
});
