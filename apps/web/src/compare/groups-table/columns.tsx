import { formatDensity, formatMetricName, formatValue } from '../../lib/format';
import { classNames } from '../../lib/class-names';
import type { Column } from '../../ui/data-table';
import { Link } from '../../ui/link';
import { signed } from '../overlay/overlay-series';
import { Swatch } from '../swatch';
import type { View } from '../use-view';
import type { GroupRow } from './rows';

interface Actions {
  /** Hides a group, or shows it again. */
  readonly toggle: (key: string) => void;
  /** Holds others against a group; null: against none. */
  readonly pin: (key: string | null) => void;
}

/** The columns of the table of groups. */
export function columnsOf({ groups, baseline, metric, unit }: View, { toggle, pin }: Actions): Column<GroupRow>[] {
  const shown = new Set(groups.map(({ key }) => key));
  const percent = unit === 'percent' ? ' (%)' : '';
  const value: Column<GroupRow>[] = [
    {
      id: 'value',
      header: `${formatMetricName(metric)}${percent}`,
      number: true,
      sort: 'value',
      cell: ({ level }) =>
        level && (
          <span title={titleOf(level, unit)} className="whitespace-nowrap">
            {formatValue(level.summary.mean, unit)}
            {level.summary.std !== null && <span className="text-soft"> ± {formatValue(level.summary.std, unit)}</span>}
          </span>
        ),
    },
  ];
  const difference: Column<GroupRow>[] =
    baseline === undefined
      ? []
      : [
          {
            id: 'difference',
            header: `difference${percent}`,
            number: true,
            sort: 'difference',
            cell: (row) => <DifferenceCell {...row} unit={unit} isBaseline={row.group.key === baseline.key} />,
          },
        ];
  return [
    {
      id: 'group',
      header: 'group',
      sort: 'name',
      cell: ({ group: { key, label, index } }) => (
        <label className="inline-flex min-h-6 max-w-44 sm:max-w-[22rem] items-center gap-2">
          <input
            type="checkbox"
            className="size-4 shrink-0 accent-[var(--accent)]"
            aria-label={`Show ${label}`}
            checked={shown.has(key)}
            onChange={() => toggle(key)}
          />
          <Swatch index={index} />
          <span title={label} className={classNames('truncate', !shown.has(key) && 'text-soft line-through')}>
            {label}
          </span>
        </label>
      ),
    },
    {
      id: 'pin',
      header: <span className="sr-only">Baseline</span>,
      className: 'w-px',
      cell: ({ group: { key, label } }) => {
        const isPinned = key === baseline?.key;
        return (
          <button
            type="button"
            aria-pressed={isPinned}
            aria-label={`${isPinned ? 'Baseline' : 'Pin as baseline'}: ${label}`}
            title={isPinned ? 'Others are held against it' : 'Hold others against it'}
            className={classNames(
              'inline-flex min-h-7 items-center rounded-md whitespace-nowrap px-2 text-xs hover:bg-sunken',
              isPinned ? 'font-medium text-accent' : 'text-soft',
            )}
            onClick={() => pin(isPinned ? null : key)}
          >
            {isPinned ? 'Baseline' : 'Pin'}
            {isPinned && <span aria-hidden="true"> ✕</span>}
          </button>
        );
      },
    },
    {
      id: 'recipe',
      header: 'recipe',
      cell: ({ group: { recipes, trials } }) => (
        <Link href={`/trials/${trials[0]!.trial}`} quiet title={recipes.join(', ')} className="font-mono text-xs">
          {recipes[0]}
          {recipes.length > 1 && ` +${recipes.length - 1}`}
        </Link>
      ),
    },
    {
      id: 'n',
      header: <span title="seeds with a value at this level">n</span>,
      number: true,
      sort: 'n',
      cell: ({ level, group: { seeds } }) => (
        <span title={`${level?.summary.n ?? 0} of ${seeds} seeds have this level`}>
          {level?.summary.n ?? 0}
          {(level?.summary.n ?? 0) < seeds && <span className="text-soft"> of {seeds}</span>}
        </span>
      ),
    },
    {
      id: 'density',
      header: 'weights remaining',
      number: true,
      sort: 'density',
      cell: ({ level }) => (
        <span className="whitespace-nowrap text-soft">
          {level === undefined ? (
            '–'
          ) : (
            <>
              level {level.level} · <span className="text-ink">{formatDensity(level.density)}</span>
            </>
          )}
        </span>
      ),
    },
    ...value,
    ...difference,
  ];
}

function titleOf(
  { summary: { n, std, min, max, interval } }: NonNullable<GroupRow['level']>,
  unit: View['unit'],
): string {
  const value = (number: number) => formatValue(number, unit);
  if (std === null || interval === null) return 'mean of 1 seed';
  return [
    `mean ± sample standard deviation over ${n} seeds`,
    `least ${value(min)}, greatest ${value(max)}`,
    `95 % interval of the mean ${value(interval[0])} to ${value(interval[1])}`,
  ].join('; ');
}

function DifferenceCell({
  level,
  difference,
  unit,
  isBaseline,
}: GroupRow & { unit: View['unit']; isBaseline: boolean }) {
  if (isBaseline) return <span className="text-soft">baseline</span>;
  if (level === undefined || difference === undefined) {
    return (
      <span title="no seed in common at this density" className="text-soft">
        –
      </span>
    );
  }
  const { mean, interval, n } = difference;
  const title = `mean of ${n} paired ${n === 1 ? 'difference' : 'differences'}, one a seed${interval === null ? '' : ', with its 95 % t interval'}`;
  return (
    <span title={title} className="whitespace-nowrap">
      {signed(mean, unit)}
      <span className="text-soft">
        {interval === null ? '' : ` [${signed(interval[0], unit)}, ${signed(interval[1], unit)}]`} n={n}
      </span>
    </span>
  );
}
