'use client';
import { useQuery } from '@tanstack/react-query';
import { parseAsString, useQueryStates } from 'nuqs';
import { useEffect } from 'react';
import { useMe } from '../api/session';
import { ErrorNotice, Loading, Skeleton } from '../ui/states';
import { askOptions, wordsOfCode } from './attempt';
import { Inside } from './inside';
import { nextPath } from './next-path';
import { OtherLogin } from './other-login';
import { PasswordForm } from './password-form';

const parsers = {
  /** Where to go afterwards. */
  next: parseAsString,
  /** The other login came back with somebody. */
  via: parseAsString,
  /** The other login came back with nobody: why. */
  error: parseAsString,
  /** A password was changed, which ended all sessions. */
  changed: parseAsString,
};

/** A server that is away is asked again after so long. */
const AGAIN_MS = 3000;

/** The ways in that this server has; for who is in already, the way on. */
export function Entrance() {
  const [address] = useQueryStates(parsers);
  const next = nextPath(address.next);
  const { me } = useMe();
  const {
    data: options,
    error,
    refetch,
  } = useQuery({
    queryKey: ['sign-in'],
    queryFn: () => askOptions(),
    // No event tells that the server is back.
    refetchInterval: ({ state }) => (state.status === 'error' ? AGAIN_MS : false),
  });
  const through = address.via !== null && me !== null && me !== undefined;
  useEffect(() => {
    if (through) window.location.replace(next);
  }, [through, next]);

  if (me !== null && me !== undefined && !through) return <Inside me={me} next={next} />;
  if (error !== null && options === undefined) return <ErrorNotice error={error} retry={() => void refetch()} />;
  if (options === undefined || me === undefined || through) return <Waiting />;
  return (
    <div className="card flex flex-col gap-4 p-5">
      {address.error !== null && (
        <p role="alert" className="rounded-md bg-bad-soft px-3 py-2 text-sm text-bad">
          {wordsOfCode(address.error)}
        </p>
      )}
      {address.changed !== null && (
        <p role="status" className="rounded-md bg-good-soft px-3 py-2 text-sm text-good">
          Your password has changed, and all your sessions have ended. Sign in with the new one.
        </p>
      )}
      {options.password && <PasswordForm next={next} />}
      {options.oidc !== null && <OtherLogin name={options.oidc.name} next={next} alone={!options.password} />}
      <p className="text-xs text-soft">
        No account, or the password is lost? An administrator of this server makes accounts and sets passwords.
      </p>
    </div>
  );
}

const Waiting = () => (
  <Loading what="the ways to sign in">
    <div className="card flex flex-col gap-4 p-5">
      <Skeleton className="h-[3.75rem]" />
      <Skeleton className="h-[3.75rem]" />
      <Skeleton className="h-9" />
      <Skeleton className="h-8" />
    </div>
  </Loading>
);
