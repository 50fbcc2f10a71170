import type { Caller } from '../access/roles';

/** Whose work it is: the account behind a session or token; the caller's own id where there is none, such as `local`. */
export function authorOf({ userId, id }: Caller): string {
  return userId ?? id;
}
