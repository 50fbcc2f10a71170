'use client';
import { useMay } from '../api/session';
import { LinkButton } from '../ui/button';
import { Page } from '../ui/page';
import { Gallery } from './gallery';
import { MachineRoom } from './machine-room';
import { RecentStudies } from './recent-studies';
import { RunningNow } from './running-now';

/** What runs now, who works, what was found lately, and what can be tried. */
export function HomePage() {
  const mayWrite = useMay('write');
  return (
    <Page
      title="Home"
      lead="Find, train, compare, explain and ship sparse subnetworks."
      actions={
        mayWrite && (
          <LinkButton kind="primary" href="/launch">
            Launch a study
          </LinkButton>
        )
      }
    >
      <div className="grid items-start gap-5 lg:grid-cols-[2fr_1fr]">
        <RunningNow />
        <MachineRoom />
      </div>
      <Gallery />
      <RecentStudies />
    </Page>
  );
}
