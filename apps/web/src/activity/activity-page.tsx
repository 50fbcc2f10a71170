'use client';
import { Suspense } from 'react';
import { Page } from '../ui/page';
import { Tabs } from '../ui/tabs';
import { AuditTab } from './audit-tab';
import { EventsTab } from './events-tab';

/** What happened here, and who changed what. */
export function ActivityPage() {
  return (
    <Page title="Activity">
      <Suspense>
        <Tabs
          label="Kinds of activity"
          tabs={{
            events: { label: 'Events', content: <EventsTab /> },
            audit: { label: 'Audit log', content: <AuditTab /> },
          }}
        />
      </Suspense>
    </Page>
  );
}
