'use client';
import { useRef, useState, type FormEvent } from 'react';
import { Button } from '../ui/button';
import { Field, Input } from '../ui/field';
import { PasswordInput } from '../ui/password-input';
import { signInByPassword, type Refusal } from './attempt';
import { useCountdown } from './use-countdown';

/** E-mail address and password. What was shown to somebody else is gone afterwards: the whole page is loaded anew. */
export function PasswordForm({ next }: { readonly next: string }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const [wait, beginWait] = useCountdown();
  const passwordInput = useRef<HTMLInputElement>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || wait > 0) return;
    setBusy(true);
    setRefusal(undefined);
    const refused = await signInByPassword(email, password);
    if (refused === undefined) return window.location.assign(next);
    setRefusal(refused);
    setBusy(false);
    if (refused.waitSeconds !== undefined) beginWait(refused.waitSeconds);
    if (refused.mistyped) passwordInput.current?.select();
  };
  const invalid = refusal?.mistyped === true || undefined;
  return (
    <form method="post" aria-label="Sign in" className="flex flex-col gap-4" onSubmit={(event) => void submit(event)}>
      <Field label="E-mail address">
        {(control) => (
          <Input
            {...control}
            type="email"
            name="email"
            autoComplete="username"
            required
            maxLength={254}
            autoFocus
            aria-invalid={invalid}
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Field>
      <Field label="Password">
        {(control) => (
          <PasswordInput
            {...control}
            ref={passwordInput}
            name="password"
            autoComplete="current-password"
            required
            maxLength={256}
            aria-invalid={invalid}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
      {refusal !== undefined && (
        <p role="alert" className="rounded-md bg-bad-soft px-3 py-2 text-sm text-bad">
          {refusal.words}
        </p>
      )}
      <Button type="submit" kind="primary" busy={busy} disabled={wait > 0}>
        {wait > 0 ? `Try again in ${wait} s` : busy ? 'Signing in' : 'Sign in'}
      </Button>
    </form>
  );
}
