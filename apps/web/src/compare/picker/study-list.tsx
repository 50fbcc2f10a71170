'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { client } from '../../api/client';
import { pagesOf } from '../../api/pages';
import { api } from '../../api/queries';
import { Button } from '../../ui/button';
import { Empty, ErrorNotice, Loading, Skeleton } from '../../ui/states';
import type { Choice } from '../choice';
import { StudyItem } from './study-item';

interface StudyListProps {
  readonly search: string;
  readonly choice: Choice;
  readonly onChange: (choice: Choice) => void;
}

/** Studies whose name or id has the search, the newest first. */
export function StudyList({ search, choice, onChange }: StudyListProps) {
  const input = { limit: 20, ...(search !== '' && { search }) };
  const query = useInfiniteQuery({
    ...pagesOf(api.studies.list.queryKey(input), (cursor, signal) =>
      client.studies.list.query({ ...input, ...(cursor !== undefined && { cursor }) }, { signal }),
    ),
    placeholderData: (before) => before,
  });
  const studies = query.data?.pages.flatMap(({ items }) => items) ?? [];
  if (query.data === undefined && query.error !== null) {
    return <ErrorNotice error={query.error} retry={() => void query.refetch()} />;
  }
  return (
    <section aria-label="Studies" className="min-h-64">
      {query.data === undefined && (
        <Loading what="studies">
          <div className="flex flex-col gap-2">
            {Array.from({ length: 6 }, (_, i) => (
              <Skeleton key={i} className="h-9" />
            ))}
          </div>
        </Loading>
      )}
      {query.data !== undefined && studies.length === 0 && <Empty title="No study has this in its name" />}
      <ul className="divide-y divide-rule">
        {studies.map((study) => (
          <StudyItem key={study.id} study={study} choice={choice} onChange={onChange} />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button kind="ghost" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          More studies
        </Button>
      )}
    </section>
  );
}
