'use client';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../api/queries';
import { withoutReferences } from '../schema-form/json-schema';
import { groupsOf } from '../schema-form/tree';
import { Page } from '../ui/page';
import { ErrorNotice } from '../ui/states';
import { LaunchForm } from './launch-form';
import { LaunchSkeleton } from './launch-skeleton';

/** Where studies are launched. */
export function LaunchPage() {
  const presets = useQuery(api.presets.list.queryOptions());
  const recipe = useQuery(api.presets.recipeSchema.queryOptions());
  const form = useMemo(() => {
    if (recipe.data === undefined) return undefined;
    const schema = withoutReferences(recipe.data);
    return { schema, groups: groupsOf(schema) };
  }, [recipe.data]);
  const error = presets.error ?? recipe.error;
  return (
    <Page title="Launch" lead="Choose what to train, change what you like, see what it takes.">
      {presets.data !== undefined && form !== undefined ? (
        <LaunchForm presets={presets.data.items} {...form} />
      ) : error !== null ? (
        <ErrorNotice
          error={error}
          retry={() => {
            void presets.refetch();
            void recipe.refetch();
          }}
        />
      ) : (
        <LaunchSkeleton />
      )}
    </Page>
  );
}
