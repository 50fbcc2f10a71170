import { InputError } from '@tombola/shared';
import { eq } from 'drizzle-orm';
import { needsAccounts, type ServerConfig } from '../config/config';
import type { Queryable } from '../store/connect';
import { users } from '../store/schema';

/** Refuses to serve others than this machine while nobody could administer the server. Errors: InputError. */
export async function requireAccounts(config: ServerConfig, db: Queryable): Promise<void> {
  if (!needsAccounts(config)) return;
  const [admin] = await db.select({ id: users.id }).from(users).where(eq(users.role, 'admin')).limit(1);
  if (admin !== undefined) return;
  throw new InputError({
    what: 'others can reach this server, and nobody has an account to administer it',
    value: config.publicUrl ?? config.host,
    expected: 'an account of role admin, or an address of this machine alone such as 127.0.0.1',
    mend: 'Create one: `tombola user create EMAIL --name NAME --role admin`.',
  });
}
