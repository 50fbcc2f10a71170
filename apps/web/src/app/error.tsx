'use client';
import { ErrorNotice } from '../ui/states';

export default function PageError({ error, reset }: { readonly error: Error; readonly reset: () => void }) {
  return (
    <div className="mx-auto max-w-3xl px-4 py-10">
      <ErrorNotice error={error} retry={reset} />
    </div>
  );
}
