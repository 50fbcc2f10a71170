import { InputError, type Unit } from '@tombola/shared';
import { aggregate, type LevelAggregate } from './aggregate';
import { formatDensity, formatRange } from './figure/format';
import type { Observation } from './observation';

/** What a table shows. */
export interface TableOptions {
  readonly metric: string;
  /** Names the metric for people. @default the metric itself */
  readonly label?: string;
  readonly unit: Unit;
  /** The columns and their names. @default every arm, in order of first appearance, under its own name */
  readonly arms?: readonly { readonly arm: string; readonly label: string }[];
}

/** A study as a table: a row for each level, densest first, a column for each arm. As text it is turned when there are many. */
export interface StudyTable {
  readonly metric: string;
  readonly label: string;
  readonly unit: Unit;
  readonly columns: readonly { readonly arm: string; readonly label: string }[];
  readonly rows: readonly {
    readonly level: number;
    readonly density: number;
    /** One for each column; null where the arm has no such level. */
    readonly cells: readonly (LevelAggregate | null)[];
  }[];
}

/**
 * The table of a metric. Levels of different arms share a row when their densities agree to four digits; where an arm has
 * several of a density, their numbers agree too.
 *
 * @throws {InputError} for a column without observations, or as {@link aggregate}.
 */
export function tabulate(observations: readonly Observation[], options: TableOptions): StudyTable {
  const { metric, unit, label = metric } = options;
  const names = [...new Set(observations.map(({ arm }) => arm))];
  const columns = options.arms ?? names.map((arm) => ({ arm, label: arm }));
  const lost = columns.find(({ arm }) => !names.includes(arm));
  if (lost) {
    throw new InputError({
      what: `a table shows arm ${lost.arm}, which has no observations`,
      value: names,
      expected: 'one of the arms of the study',
    });
  }
  const shown = observations.filter(({ arm }) => columns.some((column) => column.arm === arm));
  const arms = aggregate(shown, metric);

  const rows = new Map<string, { level: number; density: number; cells: (LevelAggregate | null)[] }>();
  const levelsOf = (name: string) => arms.find(({ arm }) => arm === name)!.levels;
  const repeated = new Set(columns.flatMap(({ arm }) => repeatedIn(levelsOf(arm).map(digitsOf))));
  columns.forEach(({ arm }, column) => {
    for (const level of levelsOf(arm)) {
      const digits = digitsOf(level);
      const key = repeated.has(digits) ? `${level.level} ${digits}` : digits;
      const row = rows.get(key) ?? { level: level.level, density: level.density, cells: columns.map(() => null) };
      row.cells[column] = level;
      rows.set(key, row);
    }
  });
  const sorted = [...rows.values()].sort((a, b) => b.density - a.density || a.level - b.level);
  return { metric, label, unit, columns, rows: sorted };
}

const digitsOf = ({ density }: LevelAggregate) => density.toPrecision(4);

function repeatedIn(texts: readonly string[]): string[] {
  return texts.filter((text, i) => texts.indexOf(text) < i);
}

/** A Markdown table, with a line on top that says what the cells are. */
export function toMarkdown(table: StudyTable): string {
  const [head, ...body] = texts(table).map((row) => row.map((cell) => cell.replace(/([|\\])/g, '\\$1')));
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = line(head!.map(() => '---:'));
  return [caption(table), '', line(head!), rule, ...body.map(line), ''].join('\n');
}

/** Aligned columns for a terminal, with a line on top that says what the cells are. */
export function toText(table: StudyTable): string {
  const cells = texts(table);
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map((row) => [...row[column]!].length)));
  const lines = cells.map((row) => row.map((cell, i) => ' '.repeat(widths[i]! - [...cell].length) + cell).join('  '));
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return [caption(table), '', lines[0]!, rule, ...lines.slice(1), ''].join('\n');
}

/**
 * CSV (RFC 4180, lines end with LF) in full precision: one row per arm and level. `n` counts seeds, `members` trained
 * networks; `std` is empty for one seed.
 */
export function toCsv(table: StudyTable): string {
  const head = ['arm', 'level', 'density', 'metric', 'n', 'members', 'mean', 'std', 'min', 'max'];
  const rows = table.columns.flatMap(({ arm }, column) =>
    table.rows.flatMap(({ cells }) => {
      const cell = cells[column];
      if (!cell) return [];
      const { n, mean, std, min, max } = cell.summary;
      return [[arm, cell.level, cell.density, table.metric, n, cell.members.length, mean, std ?? '', min, max]];
    }),
  );
  return [head, ...rows].map((row) => row.map(field).join(',') + '\n').join('');
}

function texts(table: StudyTable): string[][] {
  const common = commonCount(table);
  const head = ['Weights remaining (%)', ...table.columns.map(({ label }) => label)];
  const body = table.rows.map(({ density, cells }) => [
    formatDensity(density),
    ...cells.map((cell) => {
      if (cell === null) return '–';
      const text = formatRange(cell.summary, table.unit);
      return common === null ? `${text}, n = ${cell.summary.n}` : text;
    }),
  ]);
  const rows = [head, ...body];
  return table.columns.length > MOST_COLUMNS ? head.map((_, column) => rows.map((row) => row[column]!)) : rows;
}

/** More arms than this are rows, and the levels columns. */
const MOST_COLUMNS = 8;

function caption(table: StudyTable): string {
  const common = commonCount(table);
  const over = common === null ? 'n seeds' : `n = ${common} ${common === 1 ? 'seed' : 'seeds'}`;
  const unit = table.unit === 'percent' && !table.label.includes('%') ? ', %' : '';
  return `${table.label}${unit}: ${common === 1 ? '' : 'mean (min–max) over '}${over}`;
}

/** The number of seeds that all cells share; null when they differ. */
function commonCount({ rows }: StudyTable): number | null {
  const counts = new Set(rows.flatMap(({ cells }) => cells.flatMap((cell) => (cell ? [cell.summary.n] : []))));
  return counts.size === 1 ? [...counts][0]! : null;
}

function field(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
