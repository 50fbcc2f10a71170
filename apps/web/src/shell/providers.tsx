'use client';
import { QueryClientProvider } from '@tanstack/react-query';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { Suspense, type ReactNode } from 'react';
import { queryClient } from '../api/queries';
import { ToastProvider } from '../ui/toast';
import { ShortcutProvider } from './shortcuts';

/** What every page stands in. */
export function Providers({ children }: { readonly children: ReactNode }) {
  return (
    <QueryClientProvider client={queryClient}>
      <Suspense>
        <NuqsAdapter>
          <ToastProvider>
            <ShortcutProvider>{children}</ShortcutProvider>
          </ToastProvider>
        </NuqsAdapter>
      </Suspense>
    </QueryClientProvider>
  );
}
