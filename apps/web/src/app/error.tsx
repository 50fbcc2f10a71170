'use client';
import { isLostPart } from '../lib/lost-part';
import { Button } from '../ui/button';
import { ErrorNotice } from '../ui/states';

export default function PageError({ error, reset }: { readonly error: Error; readonly reset: () => void }) {
  return (
    <div className="mx-auto max-w-3xl px-4 py-10">
      {isLostPart(error) ? (
        <div role="alert" className="flex flex-col items-start gap-2 rounded-md border border-rule bg-sunken px-4 py-3">
          <p className="text-sm">
            A part of this page could not be loaded: the portal was renewed since it was opened, or the server is away.
          </p>
          {/* The parts of the old portal are gone: only a new page knows those of the new one. */}
          <Button onClick={() => window.location.reload()}>Try again</Button>
        </div>
      ) : (
        // A mistake of the page is none of the network, whatever its class.
        <ErrorNotice error={new Error(error.message)} retry={reset} />
      )}
    </div>
  );
}
