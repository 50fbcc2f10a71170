import { StateBadge } from '../ui/badge';
import type { Column } from '../ui/data-table';
import type { TableExport } from '../ui/export-menu';
import { Link } from '../ui/link';
import type { Happening } from './happenings';
import { Moment } from './moment';
import { OnlyButton } from './only-button';

/** Studies beyond these are counted: a shared level may belong to many. */
const STUDIES = 2;

/** @param onStudy shows the events of one study only */
export function eventColumns(onStudy: (study: string) => void): Column<Happening>[] {
  return [
    { id: 'at', header: 'When', cell: ({ at }) => <Moment at={at} /> },
    { id: 'kind', header: 'Kind', cell: ({ kind }) => <span className="text-soft">{kind}</span> },
    { id: 'state', header: 'State', cell: ({ state }) => state && <StateBadge state={state} /> },
    {
      id: 'what',
      header: 'What',
      className: 'w-full min-w-96',
      cell: ({ subject, words, wrong }) => (
        <span className="[overflow-wrap:anywhere]">
          {subject && (
            <>
              <Link href={subject.href} className="font-mono text-xs">
                {subject.words}
              </Link>{' '}
            </>
          )}
          {words}
          {wrong !== undefined && <span className="text-bad">{wrong}</span>}
        </span>
      ),
    },
    {
      id: 'studies',
      header: 'Study',
      cell: ({ studies }) => (
        <span className="flex flex-col whitespace-nowrap">
          {studies.slice(0, STUDIES).map((study) => (
            <span key={study} className="flex items-center gap-1">
              <Link href={`/studies/${study}`} className="font-mono text-xs">
                {study}
              </Link>
              <OnlyButton what={study} onClick={() => onStudy(study)} />
            </span>
          ))}
          {studies.length > STUDIES && (
            <span title={studies.slice(STUDIES).join(', ')} className="text-xs text-soft">
              and {studies.length - STUDIES} more
            </span>
          )}
        </span>
      ),
    },
  ];
}

/** The list as it goes out. */
export const eventTable = (lines: readonly Happening[]): TableExport => ({
  header: ['id', 'at', 'kind', 'state', 'subject', 'words', 'wrong', 'studies'],
  rows: () =>
    lines.map(({ id, at, kind, state, subject, words, wrong, studies }) => [
      ...[id, at, kind, state, subject?.words, words, wrong, studies.join(' ')],
    ]),
});
