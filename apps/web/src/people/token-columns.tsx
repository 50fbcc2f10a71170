import type { Token } from '@tombola/shared';
import { Badge, type Tone } from '../ui/badge';
import { Button } from '../ui/button';
import type { Column } from '../ui/data-table';
import type { TableExport } from '../ui/export-menu';
import { Ago } from '../ui/time';
import { standingOf, type Standing } from './token-standing';

interface TokenColumnsOptions {
  readonly now: number;
  readonly ownerOf: (user: string | null) => string;
  readonly onRevoke: (token: Token) => void;
}

const standings: Readonly<Record<Standing, readonly [Tone, string]>> = {
  good: ['good', '✓'],
  'ends soon': ['warn', '!'],
  expired: ['neutral', '⊘'],
  revoked: ['neutral', '⊘'],
};

/** The columns of the list. */
export function tokenColumns({ now, ownerOf, onRevoke }: TokenColumnsOptions): Column<Token>[] {
  return [
    {
      id: 'name',
      header: 'Name',
      className: 'min-w-48',
      cell: ({ id, name }) => (
        <div className="flex flex-col">
          <span className="font-medium [overflow-wrap:anywhere]">{name}</span>
          <span className="font-mono text-xs text-soft">{id}</span>
        </div>
      ),
    },
    {
      id: 'state',
      header: 'State',
      cell: (token) => {
        const standing = standingOf(token, now);
        const [tone, sign] = standings[standing];
        return (
          <Badge tone={tone}>
            <span aria-hidden="true">{sign}</span>
            {standing}
          </Badge>
        );
      },
    },
    {
      id: 'scopes',
      header: 'Scopes',
      cell: ({ scopes }) => (
        <span className="flex gap-1">
          {scopes.map((scope) => (
            <Badge key={scope}>{scope}</Badge>
          ))}
        </span>
      ),
    },
    { id: 'owner', header: 'Whose', cell: ({ user }) => ownerOf(user) },
    { id: 'created', header: 'Created', cell: ({ createdAt }) => <Ago moment={createdAt} /> },
    {
      id: 'used',
      header: 'Last used',
      cell: ({ lastUsedAt }) =>
        lastUsedAt === null ? <span className="text-soft">never</span> : <Ago moment={lastUsedAt} />,
    },
    { id: 'ends', header: 'Good until', cell: ({ expiresAt, revokedAt }) => <End {...{ expiresAt, revokedAt }} /> },
    {
      id: 'actions',
      header: <span className="sr-only">Actions</span>,
      className: 'text-end',
      cell: (token) =>
        token.revokedAt === null && (
          <Button kind="danger" aria-label={`Revoke ${token.name}`} onClick={() => onRevoke(token)}>
            Revoke
          </Button>
        ),
    },
  ];
}

function End({ expiresAt, revokedAt }: Pick<Token, 'expiresAt' | 'revokedAt'>) {
  if (revokedAt !== null) return <span className="text-soft">revoked {revokedAt.slice(0, 10)}</span>;
  if (expiresAt === null) return <>until revoked</>;
  return (
    <time dateTime={expiresAt} title={new Date(expiresAt).toLocaleString()} className="whitespace-nowrap">
      {expiresAt.slice(0, 10)}
    </time>
  );
}

/** The list as it goes out. */
export const tokenTable = (tokens: readonly Token[], ownerOf: (user: string | null) => string): TableExport => ({
  header: ['id', 'name', 'scopes', 'owner', 'createdAt', 'lastUsedAt', 'expiresAt', 'revokedAt'],
  rows: () =>
    tokens.map(({ id, name, scopes, user, createdAt, lastUsedAt, expiresAt, revokedAt }) => [
      ...[id, name, scopes.join(' '), ownerOf(user)],
      ...[createdAt, lastUsedAt, expiresAt, revokedAt],
    ]),
});
