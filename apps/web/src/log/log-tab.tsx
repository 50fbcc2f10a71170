'use client';
import type { StudyDetail } from '@tombola/shared';
import { parseAsArrayOf, parseAsStringLiteral, useQueryState } from 'nuqs';
import { useMemo } from 'react';
import { Button } from '../ui/button';
import { ExportMenu } from '../ui/export-menu';
import { Checkbox } from '../ui/field';
import { Section } from '../ui/section';
import { Empty, ErrorNotice, Loading, Skeleton } from '../ui/states';
import { logEntries, logKinds, type LogKind } from './log-entries';
import { LogLines } from './log-lines';
import { useLog } from './use-log';

const names: Readonly<Record<LogKind, string>> = {
  study: 'Study',
  levels: 'Levels',
  exports: 'Exports',
  notes: 'Notes',
  measurements: 'Measurements',
};
const usual: LogKind[] = ['study', 'levels', 'exports', 'notes'];

/** What happened to a study, newest first, as it happens. */
export function LogTab({ study }: { readonly study: StudyDetail }) {
  const [kinds, setKinds] = useQueryState(
    'show',
    parseAsArrayOf(parseAsStringLiteral(logKinds)).withDefault(usual).withOptions({ history: 'push' }),
  );
  const { events, query } = useLog(study);
  const { arms, declaration } = study;
  const all = useMemo(() => events && logEntries(events, { arms, declaration }), [events, arms, declaration]);
  const entries = useMemo(() => all?.filter(({ kind }) => kinds.includes(kind)), [all, kinds]);
  const toggle = (kind: LogKind) => (on: boolean) =>
    void setKinds(logKinds.filter((each) => (each === kind ? on : kinds.includes(each))));
  return (
    <Section
      title="Log"
      id="log"
      actions={
        <ExportMenu
          name={`${study.id}-log`}
          table={{
            header: ['id', 'at', 'kind', 'state', 'subject', 'words', 'wrong'],
            rows: () =>
              (entries ?? []).map(({ id, at, kind, state, subject, words, wrong }) => [
                id,
                at,
                kind,
                state,
                subject?.words,
                words,
                wrong,
              ]),
          }}
          json={() => events ?? []}
        />
      }
    >
      <fieldset className="mb-4 flex flex-wrap gap-x-5 gap-y-1">
        <legend className="sr-only">Show events of</legend>
        {logKinds.map((kind) => (
          <Checkbox key={kind} label={names[kind]} checked={kinds.includes(kind)} onChange={toggle(kind)} />
        ))}
      </fieldset>
      {entries === undefined && query.error !== null && (
        <ErrorNotice error={query.error} retry={() => void query.refetch()} />
      )}
      {entries === undefined && query.error === null && (
        <Loading what="the log">
          <div className="flex flex-col gap-2">
            {Array.from({ length: 12 }, (_, i) => (
              <Skeleton key={i} className="h-6" />
            ))}
          </div>
        </Loading>
      )}
      {entries?.length === 0 && (
        <Empty title="Nothing of this kind is in the log">
          {query.hasNextPage ? 'Older events may have some.' : 'Choose other kinds; old events are removed with time.'}
        </Empty>
      )}
      {entries !== undefined && entries.length > 0 && <LogLines entries={entries} />}
      {query.hasNextPage && (
        <Button className="mt-4" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          Older events
        </Button>
      )}
    </Section>
  );
}
