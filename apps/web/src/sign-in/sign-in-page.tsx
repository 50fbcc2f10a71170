'use client';
import { Suspense } from 'react';
import { Page } from '../ui/page';
import { Entrance } from './entrance';

/** Where one says who one is. Servers on loopback do not ask. */
export function SignInPage() {
  return (
    <Page title="Sign in">
      <div className="w-full max-w-sm">
        <Suspense>
          <Entrance />
        </Suspense>
      </div>
    </Page>
  );
}
