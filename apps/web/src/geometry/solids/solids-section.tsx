'use client';
import type { LevelLayers } from '@tombola/shared';
import { parseAsBoolean, useQueryState } from 'nuqs';
import { lazy, Suspense } from 'react';
import { Button } from '../../ui/button';
import { QueryView } from '../../ui/query-view';
import { Section } from '../../ui/section';
import { Skeleton } from '../../ui/states';
import { useAnswer } from '../use-answer';
import type { GeometryView } from '../use-geometry-view';

const SolidsView = lazy(() => import('./solids-view').then((module) => ({ default: module.SolidsView })));

interface SolidsSectionProps {
  readonly layers: LevelLayers;
  readonly view: GeometryView;
}

/** The polytopes of space whose upper hull the decision subdivision is, on request: what draws them is large. */
export function SolidsSection({ layers, view: { mode, at } }: SolidsSectionProps) {
  const [open, setOpen] = useQueryState('space', parseAsBoolean.withDefault(false));
  const query = useAnswer('solids', [layers.level, at, mode], open ? { network: layers, mode } : undefined);
  return (
    <Section
      id="space"
      title="Lifted zonotopes"
      actions={
        <Button aria-expanded={open} onClick={() => void setOpen(!open)}>
          {open ? 'Hide' : 'Show in space'}
        </Button>
      }
    >
      <p className="max-w-prose text-sm text-soft">
        One for each class: the sum of its hidden units’ weights, biases as height. What is seen of them from above is
        the decision subdivision; where two meet is a bridge.
      </p>
      {open && (
        <QueryView query={query} what="the zonotopes" skeleton={<Skeleton className="h-[440px]" />}>
          {(solids) => (
            <Suspense fallback={<Skeleton className="h-[440px]" />}>
              <SolidsView solids={solids} />
            </Suspense>
          )}
        </QueryView>
      )}
    </Section>
  );
}
