/** What addresses are read against; its origin is that of no other address. */
const base = 'https://portal.invalid';

/**
 * Where one goes after signing in: the path of `next` with its query and fragment, when it is a path of this portal, and
 * the home page otherwise. What browsers read as an address of another site (`//host`, `/\host`, a scheme, control
 * characters that they leave out) is none, nor is the sign-in page itself.
 */
export function nextPath(next: string | null): string {
  if (next === null || !next.startsWith('/') || /[\\\p{Cc}]/u.test(next)) return '/';
  const url = URL.canParse(next, base) ? new URL(next, base) : undefined;
  if (url === undefined || url.origin !== base) return '/';
  // Two slashes may come up when dots are taken out: /.//host.
  if (url.pathname.startsWith('//') || /^\/sign-in\/?$/.test(url.pathname)) return '/';
  return url.pathname + url.search + url.hash;
}
