'use client';
import { useQuery } from '@tanstack/react-query';
import type { Me, User } from '@tombola/shared';
import { useState } from 'react';
import { api } from '../api/queries';
import { Button } from '../ui/button';
import { DataTable } from '../ui/data-table';
import { ExportMenu } from '../ui/export-menu';
import { ScrollRegion } from '../ui/scroll-region';
import { Section } from '../ui/section';
import { Empty, ErrorNotice, Loading, Skeleton } from '../ui/states';
import { NewUser } from './new-user';
import { RemoveUser } from './remove-user';
import { SetPassword } from './set-password';
import { SetRole } from './set-role';
import { userColumns, userTable, type UserAction } from './user-columns';

/** Accounts, for administrators. */
export function Users({ me }: { readonly me: Me }) {
  const { data, error, refetch } = useQuery(api.users.list.queryOptions());
  const [making, setMaking] = useState(false);
  const [chosen, setChosen] = useState<{ readonly user: User; readonly action: UserAction }>();
  const of = (action: UserAction) => (chosen?.action === action ? chosen.user : undefined);
  const close = () => setChosen(undefined);
  const users = data?.items ?? [];
  return (
    <Section
      id="users"
      title="Users"
      flush
      actions={
        <>
          <ExportMenu name="users" table={userTable(users)} json={() => users} />
          <Button kind="primary" onClick={() => setMaking(true)}>
            New user
          </Button>
        </>
      }
    >
      {error !== null && data === undefined ? (
        <div className="p-4">
          <ErrorNotice error={error} retry={() => void refetch()} />
        </div>
      ) : data === undefined ? (
        <Loading what="users">
          <div className="flex flex-col gap-3 p-4">
            <Skeleton className="h-8" />
            <Skeleton className="h-8" />
            <Skeleton className="h-8" />
          </div>
        </Loading>
      ) : users.length === 0 ? (
        <Empty title="No accounts yet">
          {me.kind === 'local' && 'Accounts that you make here count as soon as the server listens at another address.'}
        </Empty>
      ) : (
        <ScrollRegion label="Table of users">
          <DataTable
            label="Users"
            columns={userColumns(me.id, (user, action) => setChosen({ user, action }))}
            rows={users}
            keyOf={({ id }) => id}
          />
        </ScrollRegion>
      )}
      <NewUser open={making} onClose={() => setMaking(false)} />
      <SetRole user={of('role')} me={me} onClose={close} />
      <SetPassword user={of('password')} me={me} onClose={close} />
      <RemoveUser user={of('remove')} me={me} onClose={close} />
    </Section>
  );
}
