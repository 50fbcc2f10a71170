'use client';
import { useQuery } from '@tanstack/react-query';
import type { StudyPage } from '@tombola/shared';
import { api } from '../../api/queries';
import { QueryView } from '../../ui/query-view';
import { Section } from '../../ui/section';
import { Skeleton } from '../../ui/states';
import { Pictures } from './pictures';

/** What the tickets of a study keep of first layers, as far as it is; nothing while no ticket makes a picture. */
export function PicturesSection({ page: { study } }: { readonly page: StudyPage }) {
  const query = useQuery(api.studies.pictures.queryOptions({ study: study.id }));
  if (query.data?.items.length === 0 && query.data.unread.length === 0) return null;
  return (
    <Section title="Pictures" id="pictures">
      <QueryView query={query} what="pictures" skeleton={<Skeleton className="h-[48rem]" />}>
        {({ items, unread }) => (
          <div className="flex flex-col gap-6">
            {items.map(({ spec, data }) => (
              <Pictures key={spec.id} study={study.id} spec={spec} data={data} />
            ))}
            {unread.map(({ spec, level }) => (
              <p key={spec.id} className="text-sm text-soft">
                No picture “{spec.title}”: the ticket of {level} cannot be read.
              </p>
            ))}
          </div>
        )}
      </QueryView>
    </Section>
  );
}
