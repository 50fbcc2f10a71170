'use client';
import { Suspense } from 'react';
import { Page } from '../ui/page';
import { AddWorker } from './add-worker';
import { Workers } from './workers';

/** Who trains, what they have, what waits for them. */
export function WorkersPage() {
  return (
    <Page title="Workers" lead="Workers take levels from the queue, train them, and write down what they find.">
      <Suspense>
        <Workers />
      </Suspense>
      <AddWorker />
    </Page>
  );
}
