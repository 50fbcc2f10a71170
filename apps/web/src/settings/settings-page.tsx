'use client';
import { useMay, useMe } from '../api/session';
import { Page } from '../ui/page';
import { Section } from '../ui/section';
import { NotAllowed } from '../ui/states';
import { Browser } from './browser';
import { Maintenance } from './maintenance';
import { RememberedViews } from './remembered-views';
import { Server } from './server';

/** What this browser does, what the server is, and how long things are kept. */
export function SettingsPage() {
  const { me } = useMe();
  const admin = useMay('admin');
  return (
    <Page title="Settings">
      <Browser />
      <RememberedViews />
      <Server />
      {admin ? (
        <Maintenance />
      ) : (
        me && (
          <Section id="maintenance" title="Retention and maintenance">
            <NotAllowed>Administrators see and set how long things are kept; your role is {me.role}.</NotAllowed>
          </Section>
        )
      )}
    </Page>
  );
}
