'use client';
import type { Me } from '@tombola/shared';
import { useState } from 'react';
import { signOut } from '../api/session';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { Section } from '../ui/section';
import { ChangePassword } from './change-password';
import { RoleBadge } from './role-badge';
import { roleWords } from './roles';

/** Who is signed in, and what that allows. */
export function You({ me }: { readonly me: Me }) {
  const [changing, setChanging] = useState(false);
  return (
    <Section
      id="you"
      title="You"
      actions={
        me.kind === 'user' && (
          <>
            <Button onClick={() => setChanging(true)}>Change password</Button>
            <Button kind="ghost" onClick={() => void signOut()}>
              Sign out
            </Button>
          </>
        )
      }
    >
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-6 gap-y-2 text-sm">
        <dt className="text-soft">Name</dt>
        <dd className="font-medium [overflow-wrap:anywhere]">{me.name}</dd>
        <dt className="text-soft">Role</dt>
        <dd className="flex flex-wrap items-center gap-2">
          <RoleBadge role={me.role} /> <span className="text-soft">{roleWords[me.role]}</span>
        </dd>
        <dt className="text-soft">Scopes</dt>
        <dd className="flex flex-wrap gap-1.5">
          {me.scopes.map((scope) => (
            <Badge key={scope}>{scope}</Badge>
          ))}
        </dd>
      </dl>
      <ChangePassword open={changing} onClose={() => setChanging(false)} />
    </Section>
  );
}
