'use client';
import type { TrialDetail } from '@tombola/shared';
import { useMemo } from 'react';
import { download } from '../lib/download';
import { Button } from '../ui/button';
import { Section } from '../ui/section';
import { recipeGroups } from './recipe-entries';

/** Everything that the training needs but its seed, said in words, with what was left out. */
export function RecipeSection({ trial: { recipe, recipeHash } }: { readonly trial: TrialDetail }) {
  const groups = useMemo(() => recipeGroups(recipe), [recipe]);
  return (
    <Section
      id="recipe"
      title="Recipe"
      actions={
        <Button
          onClick={() => download(`${recipeHash}.json`, `${JSON.stringify(recipe, null, 2)}\n`, 'application/json')}
        >
          JSON
        </Button>
      }
    >
      <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
        {groups.map(({ title, entries }) => (
          <section key={title} aria-label={title}>
            <h3 className="mb-1 text-sm font-medium">{title}</h3>
            <dl className="text-sm">
              {entries.map(({ path, name, value, isDefault }) => (
                <div
                  key={path}
                  className="flex min-h-6 items-baseline justify-between gap-4 border-b border-rule/60 py-0.5"
                >
                  <dt className="text-soft" title={path}>
                    {name}
                  </dt>
                  <dd className="text-right [overflow-wrap:anywhere] tabular-nums">
                    {isDefault && <span className="mr-2 text-xs text-soft">default</span>}
                    <span className={isDefault ? 'text-soft' : 'font-medium'}>{value}</span>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Section>
  );
}
