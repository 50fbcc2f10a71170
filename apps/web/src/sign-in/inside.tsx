'use client';
import type { Me } from '@tombola/shared';
import { signOut } from '../api/session';
import { Button, LinkButton } from '../ui/button';
import { Link } from '../ui/link';

/** For who does not have to sign in: why, and the way on. */
export function Inside({ me, next }: { readonly me: Me; readonly next: string }) {
  return (
    <div className="card flex flex-col items-start gap-4 p-5">
      {me.kind === 'local' ? (
        <p className="text-sm">
          Nobody signs in at this server: it answers on this machine only, and whoever uses the machine is its
          administrator.{' '}
          <Link href="/people" className="underline">
            How to turn accounts on
          </Link>
        </p>
      ) : (
        <p className="text-sm">
          You are signed in as <strong className="font-semibold">{me.name}</strong> ({me.role}).
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <LinkButton kind="primary" href={next}>
          {next === '/' ? 'Go home' : 'Go on'}
        </LinkButton>
        {me.kind === 'user' && <Button onClick={() => void signOut()}>Sign out</Button>}
      </div>
    </div>
  );
}
