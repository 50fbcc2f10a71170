'use client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/queries';
import { formatCount } from '../lib/format';
import { Button } from '../ui/button';
import { Link } from '../ui/link';
import { Section } from '../ui/section';
import { Empty, ErrorNotice, Loading, Skeleton } from '../ui/states';
import { Ago } from '../ui/time';

const MOST = 6;

/** How to choose, and the newest finished studies one click away. */
export function Suggestions({ onChoose }: { readonly onChoose: () => void }) {
  const { data, error, refetch } = useQuery(api.studies.list.queryOptions({ states: ['done'], limit: MOST }));
  return (
    <>
      <div className="card">
        <Empty
          title="Nothing is chosen yet"
          action={
            <Button kind="primary" onClick={onChoose}>
              Choose trials
            </Button>
          }
        >
          Choose whole studies, arms of them, or single trials by id or recipe hash. In the list of studies, mark some
          and press c. What is chosen stands in the address: it can be sent and kept.
        </Empty>
      </div>
      <Section id="suggested" title="Newest finished studies" flush>
        {data === undefined && error === null && (
          <Loading what="studies">
            <div className="flex flex-col gap-2 p-4">
              {Array.from({ length: MOST }, (_, i) => (
                <Skeleton key={i} className="h-9" />
              ))}
            </div>
          </Loading>
        )}
        {error !== null && data === undefined && (
          <div className="p-4">
            <ErrorNotice error={error} retry={() => void refetch()} />
          </div>
        )}
        {data?.items.length === 0 && (
          <Empty title="No study is finished">
            A study can be compared while it runs, too: <Link href="/studies">all studies</Link>.
          </Empty>
        )}
        <ul className="divide-y divide-rule">
          {data?.items.map(({ id, name, trials, finishedAt }) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 px-4 py-1.5 text-sm">
              <Link href={`/compare?studies=${id}`} className="inline-flex min-h-8 items-center">
                {name}
              </Link>
              <span className="flex gap-4 text-soft">
                <code className="font-mono text-xs leading-6">{id}</code>
                <span>
                  {formatCount(trials)} {trials === 1 ? 'trial' : 'trials'}
                </span>
                <Ago moment={finishedAt} />
              </span>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
