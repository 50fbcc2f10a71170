'use client';
import { parseAsArrayOf, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { Button } from '../ui/button';
import { DataTable } from '../ui/data-table';
import { ExportMenu } from '../ui/export-menu';
import { Checkbox } from '../ui/field';
import { ScrollRegion } from '../ui/scroll-region';
import { Section } from '../ui/section';
import { Empty, ErrorNotice, Loading, Skeleton } from '../ui/states';
import { CommittedInput } from './committed-input';
import { eventColumns, eventTable } from './event-columns';
import { kindNames, type Kind } from './happenings';
import { useHappenings } from './use-happenings';

const parsers = {
  show: parseAsArrayOf(parseAsStringLiteral(kindNames)).withDefault(
    kindNames.filter((kind) => kind !== 'measurements'),
  ),
  study: parseAsString.withDefault(''),
};

/** What happens, as it happens. */
export function EventsTab() {
  const [{ show, study }, set] = useQueryStates(parsers, { history: 'push' });
  const { lines, query } = useHappenings(study, show);
  const toggle = (kind: Kind, on: boolean) =>
    void set({ show: kindNames.filter((each) => (each === kind ? on : show.includes(each))) });
  const columns = eventColumns((id) => void set({ study: id }));
  return (
    <>
      <search className="flex flex-wrap items-center gap-x-5 gap-y-2">
        <CommittedInput
          label="Study"
          placeholder="Id of a study"
          value={study}
          onCommit={(value) => void set({ study: value })}
          className="w-full sm:w-64"
        />
        <fieldset className="flex flex-wrap gap-x-4 gap-y-1">
          <legend className="sr-only">Show events of</legend>
          {kindNames.map((kind) => (
            <Checkbox key={kind} label={kind} checked={show.includes(kind)} onChange={(on) => toggle(kind, on)} />
          ))}
        </fieldset>
      </search>
      <Section
        id="events"
        title="Events"
        flush
        actions={<ExportMenu name="events" table={eventTable(lines ?? [])} json={() => lines ?? []} />}
      >
        {lines === undefined && query.error !== null ? (
          <div className="p-4">
            <ErrorNotice error={query.error} retry={() => void query.refetch()} />
          </div>
        ) : lines === undefined ? (
          <Loading what="events">
            <div className="flex flex-col gap-3 p-4">
              {Array.from({ length: 12 }, (_, i) => (
                <Skeleton key={i} className="h-7" />
              ))}
            </div>
          </Loading>
        ) : lines.length === 0 ? (
          <Empty title="Nothing of this kind is in the log">
            {query.hasNextPage
              ? 'Older events may have some.'
              : 'Choose other kinds; old events are removed with time.'}
          </Empty>
        ) : (
          <ScrollRegion label="Table of events">
            <DataTable
              label="Events, newest first"
              columns={columns}
              rows={lines}
              keyOf={({ id }) => `${id}`}
              rowHeight={40}
            />
          </ScrollRegion>
        )}
        {query.hasNextPage && (
          <div className="flex justify-center border-t border-rule p-3">
            <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              Older events
            </Button>
          </div>
        )}
      </Section>
    </>
  );
}
