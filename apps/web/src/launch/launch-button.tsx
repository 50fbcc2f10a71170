'use client';
import { Button } from '../ui/button';
import { ErrorNotice } from '../ui/states';
import type { UsedLaunch } from './use-launch';

/** Launches, if the form is complete and the one who is signed in may. */
export function LaunchButton({ used, complete }: { readonly used: UsedLaunch; readonly complete: boolean }) {
  const { launch, may, busy, error } = used;
  if (!may) return <p className="text-sm text-soft">You may look at everything here, and launch nothing.</p>;
  return (
    <>
      {error !== null && <ErrorNotice error={error} />}
      <Button kind="primary" disabled={!complete} busy={busy} aria-keyshortcuts="Control+Enter" onClick={launch}>
        {busy ? 'Launching' : 'Launch'}
        <kbd className="rounded border border-current/40 px-1 font-mono text-xs max-md:hidden">Ctrl Enter</kbd>
      </Button>
    </>
  );
}
