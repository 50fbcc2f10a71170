'use client';
import { useEffect, type ReactNode } from 'react';
import { Link } from './link';

interface Crumb {
  readonly label: string;
  readonly href: string;
}

interface PageProps {
  /** The heading, and the tab's title. */
  readonly title: string;
  /** Beside the heading: states, counts. */
  readonly badges?: ReactNode;
  readonly crumbs?: readonly Crumb[];
  /** Under the heading, a line or two. */
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** What every page begins with: where it stands, what it is, what can be done. */
export function Page({ title, badges, crumbs = [], lead, actions, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Tombola`;
  }, [title]);
  return (
    <div className="mx-auto flex w-full max-w-[1400px] flex-col gap-5 px-4 py-6 sm:px-6">
      <header className="flex flex-col gap-1">
        {crumbs.length > 0 && (
          <nav aria-label="Breadcrumb">
            <ol className="flex flex-wrap gap-1.5 text-sm text-soft">
              {crumbs.map(({ label, href }, i) => (
                <li key={href} className="flex gap-1.5">
                  <Link href={href} quiet>
                    {label}
                  </Link>
                  {i < crumbs.length - 1 && <span aria-hidden="true">/</span>}
                </li>
              ))}
            </ol>
          </nav>
        )}
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="text-2xl font-semibold tracking-tight text-balance [overflow-wrap:anywhere]">{title}</h1>
            {badges}
          </div>
          {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
        </div>
        {lead && <div className="max-w-3xl text-soft">{lead}</div>}
      </header>
      {children}
    </div>
  );
}
