'use client';
import type { ReactNode } from 'react';
import { problemOf, sentenceOf } from '../api/problem';
import { classNames } from '../lib/class-names';
import { Button } from './button';

/** Holds the place of what is on its way, with its size, so that nothing jumps when it comes. */
export function Skeleton({ className }: { readonly className?: string }) {
  return <div aria-hidden="true" className={classNames('animate-pulse rounded-md bg-rule/60', className)} />;
}

/** Holds the place of rows of a table. */
export function SkeletonRows({ count }: { readonly count: number }) {
  return (
    <div className="flex flex-col gap-3 p-4">
      {Array.from({ length: count }, (_, i) => (
        <Skeleton key={i} className="h-7" />
      ))}
    </div>
  );
}

/** Says to those who do not see skeletons that something is on its way. */
export function Loading({ what, children }: { readonly what: string; readonly children: ReactNode }) {
  return (
    <div role="status" aria-label={`Loading ${what}`}>
      {children}
    </div>
  );
}

interface EmptyProps {
  readonly title: string;
  readonly children?: ReactNode;
  /** What to do about it. */
  readonly action?: ReactNode;
}

/** Nothing is here yet, or nothing fits. */
export function Empty({ title, children, action }: EmptyProps) {
  return (
    <div className="flex flex-col items-center gap-2 px-4 py-10 text-center">
      <p className="font-medium">{title}</p>
      {children && <div className="max-w-md text-sm text-soft">{children}</div>}
      {action && <div className="mt-2">{action}</div>}
    </div>
  );
}

/** What went wrong, the value, what was expected, how to mend it. With `retry`: a question, which is asked again anyway. */
export function ErrorNotice({ error, retry }: { readonly error: unknown; readonly retry?: () => void }) {
  const found = problemOf(error);
  const again = found.code === 'NETWORK' && retry !== undefined;
  const problem = again ? { ...found, mend: 'The portal tries again by itself.' } : found;
  if (problem.code === 'FORBIDDEN') return <NotAllowed>{sentenceOf(problem)}</NotAllowed>;
  return (
    <div role="alert" className="flex flex-col items-start gap-2 rounded-md border border-bad/50 bg-bad-soft px-4 py-3">
      <p className="text-sm">
        <span className="sr-only">Error: </span>
        {sentenceOf(problem)}
      </p>
      {retry && <Button onClick={retry}>Try again</Button>}
    </div>
  );
}

/** What one may not see or do: no mistake of anybody. */
export function NotAllowed({ children }: { readonly children: ReactNode }) {
  return (
    <p role="status" className="rounded-md border border-rule bg-sunken px-4 py-3 text-sm text-soft">
      {children}
    </p>
  );
}
