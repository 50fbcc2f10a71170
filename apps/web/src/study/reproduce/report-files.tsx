'use client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/queries';
import { download } from '../../lib/download';
import { formatBytes } from '../../lib/format';
import { Button } from '../../ui/button';
import { Section } from '../../ui/section';
import { ErrorNotice, Loading, Skeleton } from '../../ui/states';

const about: Readonly<Record<string, string>> = {
  'figure.svg': 'the figure, as a document of its own',
  'report.md': 'tables, verdicts and how to run the study, to read',
  'report.json': 'the same, for programs',
  'study.json': 'the study as data, to run it elsewhere',
};
const types: Readonly<Record<string, string>> = {
  svg: 'image/svg+xml',
  csv: 'text/csv',
  md: 'text/markdown',
  json: 'application/json',
};
const aboutKind: Readonly<Record<string, string>> = {
  svg: 'a picture beside the figure',
  csv: 'a table, in full precision',
};
const endingOf = (name: string) => name.split('.').at(-1)!;
const typeOf = (name: string) => types[endingOf(name)] ?? 'text/plain';

/** The files of the report, as `tombola study run` writes them. @param done levels; without one there is no report */
export function ReportFiles({ study, done }: { readonly study: string; readonly done: number }) {
  const { data, error, refetch } = useQuery({ ...api.studies.report.queryOptions({ study }), enabled: done > 0 });
  const files = Object.entries(data?.files ?? {});
  return (
    <Section
      title="Report"
      id="report"
      flush
      actions={
        files.length > 0 && (
          <Button onClick={() => files.forEach(([name, text]) => download(name, text, typeOf(name)))}>
            Download all
          </Button>
        )
      }
    >
      {done === 0 && <p className="p-4 text-sm text-soft">There is a report as soon as a level is done.</p>}
      {done > 0 && data === undefined && error === null && (
        <Loading what="the report">
          <Skeleton className="m-4 h-40" />
        </Loading>
      )}
      {error !== null && data === undefined && (
        <div className="p-4">
          <ErrorNotice error={error} retry={() => void refetch()} />
        </div>
      )}
      {files.length > 0 && (
        <ul className="divide-y divide-rule">
          {files.map(([name, text]) => (
            <li key={name} className="flex flex-wrap items-center justify-between gap-x-4 px-4 py-1 text-sm">
              <span className="min-w-0">
                <span className="font-mono text-xs">{name}</span>{' '}
                <span className="text-xs text-soft">{about[name] ?? aboutKind[endingOf(name)]}</span>
              </span>
              <span className="flex items-center gap-3">
                <span className="text-xs text-soft tabular-nums">{formatBytes(new Blob([text]).size)}</span>
                <Button kind="ghost" onClick={() => download(name, text, typeOf(name))}>
                  Download<span className="sr-only"> {name}</span>
                </Button>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
