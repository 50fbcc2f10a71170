'use client';
import { useQuery } from '@tanstack/react-query';
import type { Me } from '@tombola/shared';
import { api } from '../api/queries';
import { useMay } from '../api/session';

/** Names accounts by their ids; null is the administrator of a loopback server. Only administrators know others. */
export function useOwners(me: Me): (user: string | null) => string {
  const admin = useMay('admin');
  const { data } = useQuery({ ...api.users.list.queryOptions(), enabled: admin });
  return (user) => {
    if (user === null) return 'local';
    if (user === me.id) return me.name;
    return data?.items.find(({ id }) => id === user)?.name ?? user;
  };
}
