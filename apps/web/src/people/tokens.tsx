'use client';
import { useQuery } from '@tanstack/react-query';
import type { Me, Token, TokenCreated } from '@tombola/shared';
import { parseAsBoolean, useQueryState } from 'nuqs';
import { useState } from 'react';
import { api } from '../api/queries';
import { Button } from '../ui/button';
import { DataTable } from '../ui/data-table';
import { ExportMenu } from '../ui/export-menu';
import { Checkbox } from '../ui/field';
import { ScrollRegion } from '../ui/scroll-region';
import { Section } from '../ui/section';
import { Empty, ErrorNotice, Loading, Skeleton } from '../ui/states';
import { MadeToken } from './made-token';
import { NewToken } from './new-token';
import { RevokeToken } from './revoke-token';
import { tokenColumns, tokenTable } from './token-columns';
import { standingOf } from './token-standing';
import { useOwners } from './use-owners';

/** API tokens for programs: one's own, and for administrators everybody's. */
export function Tokens({ me }: { readonly me: Me }) {
  const { data, error, refetch } = useQuery(api.tokens.list.queryOptions());
  const [all, setAll] = useQueryState('ended', parseAsBoolean.withDefault(false).withOptions({ history: 'push' }));
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<TokenCreated>();
  const [revoking, setRevoking] = useState<Token>();
  const ownerOf = useOwners(me);
  const [now] = useState(() => Date.now());
  const isGood = (token: Token) => ['good', 'ends soon'].includes(standingOf(token, now));
  const items = data?.items ?? [];
  const shown = all ? items : items.filter(isGood);
  const ended = items.length - items.filter(isGood).length;
  return (
    <Section
      id="tokens"
      title="API tokens"
      flush
      actions={
        <>
          {ended > 0 && (
            <Checkbox label={`Ended ones too (${ended})`} checked={all} onChange={(on) => void setAll(on)} />
          )}
          <ExportMenu name="tokens" table={tokenTable(shown, ownerOf)} json={() => shown} />
          <Button kind="primary" onClick={() => setMaking(true)}>
            New token
          </Button>
        </>
      }
    >
      {made !== undefined && <MadeToken token={made} onDone={() => setMade(undefined)} />}
      {error !== null && data === undefined ? (
        <div className="p-4">
          <ErrorNotice error={error} retry={() => void refetch()} />
        </div>
      ) : data === undefined ? (
        <Loading what="tokens">
          <div className="flex flex-col gap-3 p-4">
            <Skeleton className="h-8" />
            <Skeleton className="h-8" />
            <Skeleton className="h-8" />
          </div>
        </Loading>
      ) : shown.length === 0 ? (
        <Empty title={ended > 0 ? 'No token is good any more' : 'No tokens yet'}>
          Programs send a token instead of signing in: scripts, other services, the command with --server.
        </Empty>
      ) : (
        <ScrollRegion label="Table of tokens">
          <DataTable
            label="API tokens"
            columns={tokenColumns({ now, ownerOf, onRevoke: setRevoking })}
            rows={shown}
            keyOf={({ id }) => id}
          />
        </ScrollRegion>
      )}
      <NewToken me={me} open={making} onClose={() => setMaking(false)} onMade={setMade} />
      <RevokeToken token={revoking} onClose={() => setRevoking(undefined)} />
    </Section>
  );
}
