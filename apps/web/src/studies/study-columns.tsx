import type { StudyOut } from '@tombola/shared';
import { formatCount } from '../lib/format';
import { Badge, StateBadge } from '../ui/badge';
import type { Column } from '../ui/data-table';
import type { TableExport } from '../ui/export-menu';
import { Link } from '../ui/link';
import { Progress } from '../ui/progress';
import { Ago } from '../ui/time';

/** The columns of the list. */
export function studyColumns(
  chosen: ReadonlySet<string>,
  choose: (study: StudyOut, on: boolean) => void,
): Column<StudyOut>[] {
  return [
    {
      id: 'chosen',
      header: <span className="sr-only">Chosen</span>,
      className: 'w-8',
      cell: (study) => (
        <input
          type="checkbox"
          className="block size-5 accent-[var(--accent)]"
          aria-label={`Choose ${study.name}, ${study.id}`}
          checked={chosen.has(study.id)}
          onChange={(event) => choose(study, event.target.checked)}
        />
      ),
    },
    {
      id: 'name',
      header: 'Name',
      sort: 'name',
      className: 'min-w-64',
      cell: ({ id, name, tags }) => (
        <div className="flex max-w-xl flex-wrap items-center gap-x-2">
          <Link href={`/studies/${id}`} className="truncate font-medium">
            {name}
          </Link>
          <span className="font-mono text-xs text-soft">{id}</span>
          {tags.slice(0, 3).map((tag) => (
            <Badge key={tag}>{tag}</Badge>
          ))}
          {tags.length > 3 && <Badge title={tags.slice(3).join(', ')}>+{tags.length - 3}</Badge>}
        </div>
      ),
    },
    { id: 'state', header: 'State', cell: ({ state }) => <StateBadge state={state} /> },
    {
      id: 'progress',
      header: 'Levels',
      className: 'w-44',
      cell: ({ levels, levelsDone, levelsFailed, steps, stepsDone }) => (
        <div className="flex items-center gap-2">
          <Progress done={stepsDone} total={steps} what="steps" className="max-w-20" />
          <span className="whitespace-nowrap">
            {formatCount(levelsDone)} / {formatCount(levels)}
            {levelsFailed > 0 && <span className="text-bad"> · {formatCount(levelsFailed)} failed</span>}
          </span>
        </div>
      ),
    },
    { id: 'trials', header: 'Trials', number: true, cell: ({ trials }) => formatCount(trials) },
    { id: 'scale', header: 'Scale', cell: ({ scale }) => scale },
    { id: 'owner', header: 'Owner', cell: ({ ownerName }) => <span className="truncate">{ownerName}</span> },
    { id: 'created', header: 'Created', sort: 'createdAt', cell: ({ createdAt }) => <Ago moment={createdAt} /> },
    { id: 'updated', header: 'Changed', sort: 'updatedAt', cell: ({ updatedAt }) => <Ago moment={updatedAt} /> },
  ];
}

const exported = [
  'id',
  'name',
  'state',
  'preset',
  'scale',
  'trials',
  'levels',
  'levelsDone',
  'levelsFailed',
  'steps',
  'stepsDone',
  'ownerName',
  'createdAt',
  'updatedAt',
  'finishedAt',
] as const satisfies readonly (keyof StudyOut)[];

/** The list as it goes out. */
export const studyTable = (rows: readonly StudyOut[]): TableExport => ({
  header: [...exported, 'tags'],
  rows: () => rows.map((study) => [...exported.map((key) => study[key]), study.tags.join(' ')]),
});
