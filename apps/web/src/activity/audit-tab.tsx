'use client';
import { useMe } from '../api/session';
import { Loading, NotAllowed, Skeleton } from '../ui/states';
import { AuditLog } from './audit-log';

/** The audit log, or why it is not shown. */
export function AuditTab() {
  const { me } = useMe();
  if (me === undefined || me === null) {
    return (
      <Loading what="who you are">
        <Skeleton className="h-96" />
      </Loading>
    );
  }
  if (me.scopes.includes('admin')) return <AuditLog />;
  return <NotAllowed>The audit log says who changed what. Administrators see it; your role is {me.role}.</NotAllowed>;
}
