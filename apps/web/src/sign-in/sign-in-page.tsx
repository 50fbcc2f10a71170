'use client';
import { Suspense } from 'react';
import { Page } from '../ui/page';
import { Entrance } from './entrance';

/** Where one says who one is. Servers on loopback do not ask. */
export function SignInPage() {
  return (
    <div className="mx-auto w-full max-w-md sm:pt-[8vh]">
      <Page title="Sign in">
        <Suspense>
          <Entrance />
        </Suspense>
      </Page>
    </div>
  );
}
