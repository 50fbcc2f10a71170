import type { ReactNode } from 'react';
import { classNames } from '../lib/class-names';
import { ErrorNotice, Loading } from './states';

interface QueryViewProps<Data> {
  readonly query: {
    readonly data: Data | undefined;
    readonly error: unknown;
    /** What is shown is the answer to the question before. */
    readonly isPlaceholderData: boolean;
    readonly refetch: () => unknown;
  };
  readonly what: string;
  /** Of the final size. */
  readonly skeleton: ReactNode;
  /** Its place has no space within, as that of a table: an error gets some. */
  readonly flush?: boolean;
  readonly children: (data: Data) => ReactNode;
}

/** An answer, or what holds its place; while a new one comes, the one before stays, faint. */
export function QueryView<Data>({ query, what, skeleton, flush = false, children }: QueryViewProps<Data>) {
  const { data, error, isPlaceholderData, refetch } = query;
  if (error !== null && (data === undefined || isPlaceholderData))
    return (
      <div className={flush ? 'p-4' : undefined}>
        <ErrorNotice error={error} retry={() => void refetch()} />
      </div>
    );
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
