'use client';
import { Suspense } from 'react';
import { SavedViews } from '../shell/saved-views';
import { Page } from '../ui/page';
import { Loading } from '../ui/states';
import { Tabs } from '../ui/tabs';
import { DrawTab } from './draw/draw-tab';
import { PicturesSkeleton } from './pictures-section';
import { StudyChoice } from './study-choice';

/** What networks of the plane look like: decision polygons, exact slices, how both change from round to round. */
export function GeometryPage() {
  return (
    <Page
      title="Geometry"
      lead="Networks with two inputs: the decision polygon of their weights, the exact slice that it is dual to, and what pruning makes of both."
    >
      <Suspense
        fallback={
          <Loading what="the geometry">
            <PicturesSkeleton />
          </Loading>
        }
      >
        <SavedViews />
        <Tabs
          label="Networks"
          tabs={{
            study: { label: 'Of a study', content: <StudyChoice /> },
            draw: { label: 'Draw your own', content: <DrawTab /> },
          }}
        />
      </Suspense>
    </Page>
  );
}
