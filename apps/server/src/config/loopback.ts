import { isIPv4 } from 'node:net';

/**
 * Whether an address or a name is this machine's own and reached from it alone.
 *
 * @param host as one listens on it or as a URL has it: `127.0.0.1`, `::1`, `[::1]`, `localhost`
 */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  if (name === 'localhost' || name === '::1') return true;
  const mapped = /^::ffff:(.*)$/.exec(name)?.[1] ?? name;
  return isIPv4(mapped) && mapped.startsWith('127.');
}
