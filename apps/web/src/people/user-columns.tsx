import type { User } from '@tombola/shared';
import { Badge } from '../ui/badge';
import type { Column } from '../ui/data-table';
import type { TableExport } from '../ui/export-menu';
import { Menu, MenuItem, MenuSeparator } from '../ui/menu';
import { Ago } from '../ui/time';
import { RoleBadge } from './role-badge';

/** What can be done with a user. */
export type UserAction = 'role' | 'password' | 'remove';

/** @param mine the id of who is signed in */
export function userColumns(mine: string, act: (user: User, action: UserAction) => void): Column<User>[] {
  return [
    {
      id: 'name',
      header: 'Name',
      className: 'min-w-40',
      cell: ({ id, name }) => (
        <span className="flex flex-wrap items-center gap-2">
          <span className="font-medium [overflow-wrap:anywhere]">{name}</span>
          {id === mine && <Badge tone="accent">you</Badge>}
        </span>
      ),
    },
    { id: 'email', header: 'E-mail address', cell: ({ email }) => email },
    { id: 'role', header: 'Role', cell: ({ role }) => <RoleBadge role={role} /> },
    { id: 'created', header: 'Created', cell: ({ createdAt }) => <Ago moment={createdAt} /> },
    {
      id: 'actions',
      header: <span className="sr-only">Actions</span>,
      className: 'text-end',
      cell: (user) => (
        <Menu label="Change" ariaLabel={`Change ${user.name}`}>
          <MenuItem onSelect={() => act(user, 'role')}>Role</MenuItem>
          <MenuItem onSelect={() => act(user, 'password')}>Password</MenuItem>
          <MenuSeparator />
          <MenuItem danger onSelect={() => act(user, 'remove')}>
            Remove
          </MenuItem>
        </Menu>
      ),
    },
  ];
}

/** The list as it goes out. */
export const userTable = (users: readonly User[]): TableExport => ({
  header: ['id', 'email', 'name', 'role', 'createdAt'],
  rows: () => users.map(({ id, email, name, role, createdAt }) => [id, email, name, role, createdAt]),
});
