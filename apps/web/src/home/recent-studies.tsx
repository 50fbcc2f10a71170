'use client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/queries';
import { formatCount } from '../lib/format';
import { StateBadge } from '../ui/badge';
import { Link } from '../ui/link';
import { QueryView } from '../ui/query-view';
import { Section } from '../ui/section';
import { Empty, SkeletonRows } from '../ui/states';
import { Ago } from '../ui/time';

const SHOWN = 8;

/** What ended last. */
export function RecentStudies() {
  const input = {
    states: ['done' as const, 'failed' as const, 'cancelled' as const],
    sort: '-updatedAt' as const,
    limit: SHOWN,
  };
  const query = useQuery(api.studies.list.queryOptions(input));
  return (
    <Section
      id="recent"
      title="Recent studies"
      actions={<Link href="/studies?sort=-updatedAt">All studies</Link>}
      flush
      className="min-h-48"
    >
      <QueryView query={query} what="recent studies" skeleton={<SkeletonRows count={4} />} flush>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title="Nothing has ended yet">What is done, failed or was cancelled will be listed here.</Empty>
          ) : (
            <table className="data-table" aria-label="Recent studies">
              <thead>
                <tr>
                  <th scope="col">Name</th>
                  <th scope="col">State</th>
                  <th scope="col" className="number">
                    Trials
                  </th>
                  <th scope="col">Scale</th>
                  <th scope="col">Ended</th>
                </tr>
              </thead>
              <tbody>
                {items.map(({ id, name, state, trials, scale, finishedAt, updatedAt }) => (
                  <tr key={id}>
                    <td className="min-w-56">
                      <Link href={`/studies/${id}`} className="font-medium">
                        {name}
                      </Link>{' '}
                      <span className="font-mono text-xs text-soft">{id}</span>
                    </td>
                    <td>
                      <StateBadge state={state} />
                    </td>
                    <td className="number">{formatCount(trials)}</td>
                    <td>{scale}</td>
                    <td>
                      <Ago moment={finishedAt ?? updatedAt} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </QueryView>
    </Section>
  );
}
