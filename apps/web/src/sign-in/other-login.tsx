'use client';
import { useState } from 'react';
import { Button } from '../ui/button';
import { signInElsewhere } from './attempt';

interface OtherLoginProps {
  /** The host of the other login. */
  readonly name: string;
  readonly next: string;
  /** It is the only way in. */
  readonly alone: boolean;
}

/** Goes to another login (OpenID Connect), which comes back to this page. */
export function OtherLogin({ name, next, alone }: OtherLoginProps) {
  const [busy, setBusy] = useState(false);
  const [words, setWords] = useState<string>();
  const go = async () => {
    setBusy(true);
    setWords(undefined);
    const outcome = await signInElsewhere(next);
    if (typeof outcome === 'string') return window.location.assign(outcome);
    const { waitSeconds } = outcome;
    setWords(waitSeconds === undefined ? outcome.words : `${outcome.words} Wait ${waitSeconds} s.`);
    setBusy(false);
  };
  return (
    <>
      {!alone && (
        <p className="flex items-center gap-3 text-xs text-soft before:h-px before:flex-1 before:bg-rule after:h-px after:flex-1 after:bg-rule">
          or
        </p>
      )}
      {words !== undefined && (
        <p role="alert" className="rounded-md bg-bad-soft px-3 py-2 text-sm text-bad">
          {words}
        </p>
      )}
      <Button kind={alone ? 'primary' : 'secondary'} busy={busy} onClick={() => void go()} className="min-w-0">
        <span className="truncate">Sign in at {name}</span>
      </Button>
    </>
  );
}
