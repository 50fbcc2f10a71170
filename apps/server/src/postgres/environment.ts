/**
 * The environment of PostgreSQL's programs: what they need to be found and no more. `PG*`, `LC_*` and `TZ` of the user
 * would change the cluster, and secrets of the server have no business there. Messages are in English: some are read.
 */
export function programEnvironment(): NodeJS.ProcessEnv {
  const { PATH, TMPDIR, SystemRoot, TEMP, TMP } = process.env;
  const kept = Object.entries({ PATH, TMPDIR, SystemRoot, TEMP, TMP }).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(kept), NODE_ENV: 'production', LC_ALL: 'C', LANG: 'C', TZ: 'UTC' };
}
