'use client';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api } from '../api/queries';
import { useMay } from '../api/session';
import { formatCount, formatDuration } from '../lib/format';
import { useNow } from '../lib/use-now';
import { Link } from '../ui/link';
import { Section } from '../ui/section';
import { ErrorNotice, Loading, Skeleton } from '../ui/states';

/** Its own pages, for people and programs. */
const doors = [
  { href: '/healthz', words: 'whether it lives' },
  { href: '/readyz', words: 'whether what it needs works' },
  { href: '/metrics', words: 'numbers for Prometheus' },
  { href: '/api/v1/openapi.json', words: 'the API as OpenAPI 3.1' },
] as const;

/** What the server is. */
export function Server() {
  const { data, error, refetch } = useQuery(api.system.info.queryOptions());
  const mayMeasure = useMay('metrics');
  return (
    <Section id="server" title="The server">
      <div className="grid gap-x-10 gap-y-5 lg:grid-cols-2">
        {data !== undefined ? (
          <dl className="grid grid-cols-[auto_minmax(0,1fr)] content-start gap-x-6 gap-y-2 text-sm">
            <Fact name="Version">{data.version}</Fact>
            <Fact name="Node">{data.node}</Fact>
            <Fact name="Database">
              {data.database === 'embedded' ? 'its own PostgreSQL, in its home' : 'another PostgreSQL (DATABASE_URL)'}
            </Fact>
            <Fact name="Artifacts">
              <span className="font-mono text-xs [overflow-wrap:anywhere]">{data.artifacts}</span>
            </Fact>
            <Fact name="Running for">
              <Uptime since={data.startedAt} />
            </Fact>
            <Fact name="Last event">
              <Link href="/activity">{formatCount(data.lastEvent)}</Link>
            </Fact>
          </dl>
        ) : error !== null ? (
          <ErrorNotice error={error} retry={() => void refetch()} />
        ) : (
          <Loading what="the server">
            <Skeleton className="h-44" />
          </Loading>
        )}
        <ul className="flex flex-col gap-2 text-sm">
          {doors
            .filter(({ href }) => href !== '/metrics' || mayMeasure)
            .map(({ href, words }) => (
              <li key={href}>
                <a href={href} className="font-mono text-xs text-accent underline-offset-2 hover:underline">
                  {href}
                </a>{' '}
                <span className="text-soft">– {words}</span>
              </li>
            ))}
          <li className="text-soft">
            The folder docs/ of the sources: api.md for programs, reliability.md for what happens when something fails.
          </li>
          <li className="text-soft">
            Settings of the server are its environment and options:{' '}
            <code className="font-mono text-xs">npx tombola serve --help</code>
          </li>
        </ul>
      </div>
    </Section>
  );
}

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <>
    <dt className="text-soft">{name}</dt>
    <dd>{children}</dd>
  </>
);

function Uptime({ since }: { readonly since: string }) {
  const now = useNow(1000);
  return (
    <time dateTime={since} title={`since ${new Date(since).toLocaleString()}`}>
      {formatDuration(Math.max(1, (now - Date.parse(since)) / 1000))}
    </time>
  );
}
