'use client';
import type { ReactNode } from 'react';
import { classNames } from '../lib/class-names';
import { ErrorNotice, Loading } from '../ui/states';

interface QueryViewProps<Data> {
  readonly query: {
    readonly data: Data | undefined;
    readonly error: unknown;
    /** What is shown is that of the level before. */
    readonly isPlaceholderData: boolean;
    readonly refetch: () => unknown;
  };
  readonly what: string;
  /** Of the final size. */
  readonly skeleton: ReactNode;
  readonly children: (data: Data) => ReactNode;
}

/** An answer, or what holds its place; while a new one comes, the one before stays, faint. */
export function QueryView<Data>({ query, what, skeleton, children }: QueryViewProps<Data>) {
  const { data, error, isPlaceholderData, refetch } = query;
  if (error !== null && (data === undefined || isPlaceholderData))
    return <ErrorNotice error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading what={what}>{skeleton}</Loading>;
  return (
    <div
      aria-busy={isPlaceholderData || undefined}
      className={classNames('min-w-0 transition-opacity', isPlaceholderData && 'opacity-60')}
    >
      {children(data)}
    </div>
  );
}
