'use client';
import { readRecipe } from '@tombola/shared';
import { useQuery } from '@tanstack/react-query';
import { parseAsBoolean, useQueryState } from 'nuqs';
import { useMemo } from 'react';
import { api } from '../../api/queries';
import { Checkbox } from '../../ui/field';
import { ExportMenu } from '../../ui/export-menu';
import { Section } from '../../ui/section';
import { Empty, ErrorNotice } from '../../ui/states';
import type { View } from '../use-view';
import { commonRows, memberRows, sortRows } from './member-rows';
import { MemberTable } from './member-table';

/** Recipes side by side: the members in which they differ, and all of them on demand. */
export function ConfigurationTab({ view: { compared, groups, baseline } }: { readonly view: View }) {
  const [all, setAll] = useQueryState('all', parseAsBoolean.withDefault(false).withOptions({ history: 'push' }));
  // What does not differ is the same in each of them: one recipe has it.
  const trial = compared.trials[0]?.trial ?? '';
  const one = useQuery({ ...api.trials.get.queryOptions({ trial }), enabled: all && trial !== '' });
  const rows = useMemo(() => {
    const own = memberRows(groups, compared.members);
    if (!all) return own.filter(({ differs }) => differs);
    const common = one.data === undefined ? [] : commonRows(filled(one.data.recipe), compared.members, groups.length);
    return sortRows([...own, ...common]);
  }, [groups, compared, all, one.data]);
  const header = ['member', ...groups.map(({ label }) => label)];
  return (
    <Section
      id="configuration"
      title="Configuration"
      flush
      actions={
        <>
          <Checkbox
            label="only what differs"
            checked={!all}
            onChange={(checked) => void setAll(checked ? null : true)}
          />
          <ExportMenu
            name="configuration"
            table={{ header, rows: () => rows.map(({ path, cells }) => [path, ...cells]) }}
          />
        </>
      }
    >
      {all && one.error !== null && (
        <div className="p-4">
          <ErrorNotice error={one.error} retry={() => void one.refetch()} />
        </div>
      )}
      {rows.length === 0 ? (
        <Empty title={groups.length === 0 ? 'All groups are hidden' : 'Nothing differs'}>
          {groups.length > 0 && 'These groups have the same recipe; their seeds are their only difference.'}
        </Empty>
      ) : (
        <MemberTable groups={groups} rows={rows} baseline={baseline?.key} busy={all && one.isPending} />
      )}
    </Section>
  );
}

/** Defaults filled in; a recipe of another version as it is. */
function filled(recipe: Record<string, unknown>): unknown {
  try {
    return readRecipe(recipe);
  } catch {
    return recipe;
  }
}
