'use client';
import { useMay, useMe } from '../api/session';
import { Page } from '../ui/page';
import { Loading, NotAllowed, Skeleton } from '../ui/states';
import { LocalServer } from './local-server';
import { Tokens } from './tokens';
import { Users } from './users';
import { You } from './you';

/** Who I am, my tokens, and for administrators everybody. */
export function PeoplePage() {
  const { me } = useMe();
  const admin = useMay('admin');
  return (
    <Page title="People and tokens">
      {me === undefined || me === null ? (
        <Loading what="who you are">
          <div className="flex flex-col gap-5">
            <Skeleton className="h-44" />
            <Skeleton className="h-64" />
          </div>
        </Loading>
      ) : (
        <>
          {me.kind === 'local' ? <LocalServer /> : <You me={me} />}
          <Tokens me={me} />
          {admin ? (
            <Users me={me} />
          ) : (
            <NotAllowed>Other people are shown to administrators only; you are {withArticle(me.role)}.</NotAllowed>
          )}
        </>
      )}
    </Page>
  );
}

const withArticle = (role: string) => `${/^[aeiou]/.test(role) ? 'an' : 'a'} ${role}`;
