'use client';
import { useSyncExternalStore } from 'react';
import { readViews, subscribeViews, viewsOf, writeViews, type View } from '../shell/views';
import { Button } from '../ui/button';
import { DataTable, type Column } from '../ui/data-table';
import { ExportMenu } from '../ui/export-menu';
import { Link } from '../ui/link';
import { ScrollRegion } from '../ui/scroll-region';
import { Section } from '../ui/section';
import { Empty } from '../ui/states';

const columns = (forget: (view: View) => void): Column<View>[] => [
  {
    id: 'name',
    header: 'Name',
    className: 'min-w-40',
    cell: (view) => (
      <Link href={hrefOf(view)} className="font-medium [overflow-wrap:anywhere]">
        {view.name}
      </Link>
    ),
  },
  {
    id: 'address',
    header: 'Address',
    className: 'w-full',
    cell: (view) => <span className="font-mono text-xs [overflow-wrap:anywhere] text-soft">{hrefOf(view)}</span>,
  },
  {
    id: 'actions',
    header: <span className="sr-only">Actions</span>,
    cell: (view) => (
      <Button kind="danger" aria-label={`Forget the view ${view.name}`} onClick={() => forget(view)}>
        Forget
      </Button>
    ),
  },
];

/** Views that were given a name. They stay in this browser; their addresses can be sent to anybody. */
export function RememberedViews() {
  const views = viewsOf(useSyncExternalStore(subscribeViews, readViews, () => '[]'));
  const forget = ({ path, name }: View) => writeViews(views.filter((view) => view.path !== path || view.name !== name));
  const header = ['name', 'path', 'search'] as const;
  return (
    <Section
      id="views"
      title="Saved views"
      flush
      actions={
        views.length > 0 && (
          <ExportMenu
            name="views"
            table={{ header, rows: () => views.map((view) => header.map((key) => view[key])) }}
            json={() => views}
          />
        )
      }
    >
      {views.length === 0 ? (
        <Empty title="No view is saved in this browser">
          Filter, sort or arrange a page, then choose “Save this view” on it: it becomes a tab there.
        </Empty>
      ) : (
        <ScrollRegion label="Table of saved views">
          <DataTable
            label="Saved views"
            columns={columns(forget)}
            rows={views}
            keyOf={(view) => `${view.path} ${view.name}`}
          />
        </ScrollRegion>
      )}
    </Section>
  );
}

const hrefOf = ({ path, search }: View) => `${path}?${search}`;
