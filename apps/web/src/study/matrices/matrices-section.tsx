'use client';
import { useQuery } from '@tanstack/react-query';
import type { StudyPage } from '@tombola/shared';
import { api } from '../../api/queries';
import { QueryView } from '../../ui/query-view';
import { Section } from '../../ui/section';
import { Skeleton } from '../../ui/states';
import { HeatMap } from './heat-map';

/** The heat maps of a study, as far as it is. */
export function MatricesSection({ page: { study } }: { readonly page: StudyPage }) {
  const query = useQuery(api.studies.matrices.queryOptions({ study: study.id }));
  return (
    <Section title="Heat maps" id="heat-maps">
      <QueryView query={query} what="heat maps" skeleton={<Skeleton className="h-96" />}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="text-sm text-soft">They appear when a level is done that has measured what they show.</p>
          ) : (
            <div className="flex flex-wrap gap-x-8 gap-y-6">
              {items.map(({ spec, data }) => (
                <HeatMap key={spec.id} study={study.id} spec={spec} data={data} />
              ))}
            </div>
          )
        }
      </QueryView>
    </Section>
  );
}
