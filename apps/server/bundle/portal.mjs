/** Global options of the command that have a value of their own. */
const valued = ['--results', '--data', '--server', '--token-file'];

/**
 * Builds the portal of a checkout before a command that serves it, when a source of it has changed. Whoever names a
 * portal, or wants none, gets none built.
 *
 * @param args of the command line, after the program's name
 */
export async function ensurePortalFor(args, env) {
  if (!servesPortal(args, env)) return;
  const { ensurePortal } = await import('../../web/build.mjs');
  await ensurePortal({ quiet: args.includes('--quiet') || args.includes('--json') });
}

/** Whether a command line is one of a command that serves the portal built here. */
export function servesPortal(args, env) {
  const command = args.find((arg, i) => !arg.startsWith('-') && !valued.includes(args[i - 1]));
  if (command !== 'start' && command !== 'serve') return false;
  const named = (env.TOMBOLA_PORTAL ?? '').trim() !== '' || args.some((arg) => /^--portal(=|$)/.test(arg));
  return !named && !args.includes('--help') && !args.includes('-h');
}
