import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rootFolder, sourcesIn } from '../server/bundle/sources.mjs';
import { withLock } from '../server/bundle/lock.mjs';

const webFolder = fileURLToPath(new URL('.', import.meta.url));
const outFolder = join(webFolder, 'out');
/** The digest of the sources that the export was built from; Next removes it with the export. */
const markFile = join(outFolder, '.build');
/** So much of what Next printed is told when it fails, in characters. */
const TOLD = 4000;

/**
 * Exports the portal into `out`, unless what is there was built from the same sources. Of several processes one builds,
 * and the others wait for it.
 *
 * @param quiet nothing is printed, unless it fails
 * @param verbose what Next prints is printed
 * @throws when it cannot be built; the message is for people
 */
export async function ensurePortal({ quiet = false, verbose = false } = {}) {
  if (isFresh()) return;
  if (!quiet) console.error('Building the portal; this takes half a minute, once.');
  await withLock(join(rootFolder, 'node_modules/.cache/tombola-portal.lock'), async () => {
    // Whoever held the lock before may have built it.
    if (isFresh()) return;
    // A source that changes from here on makes the export old.
    const digest = digestOfSources();
    await exportPortal(verbose);
    writeFileSync(markFile, `${digest}\n`);
  });
}

function isFresh() {
  return existsSync(markFile) && readFileSync(markFile, 'utf8').trim() === digestOfSources();
}

/** Names and contents of all that the export depends on. Dates do not count: a checkout has new ones. */
function digestOfSources() {
  const hash = createHash('sha256');
  for (const path of sources().sort())
    hash
      .update(`${relative(rootFolder, path)}\0`)
      .update(readFileSync(path))
      .update('\0');
  return hash.digest('hex');
}

function sources() {
  const own = readdirSync(webFolder).filter((name) => /\.(ts|mjs|json)$/.test(name) && name !== 'next-env.d.ts');
  const folders = [join(webFolder, 'src'), join(webFolder, 'public')];
  for (const library of libraries()) folders.push(join(rootFolder, 'libs', library, 'src'));
  return [
    ...['package-lock.json', 'tsconfig.base.json'].map((name) => join(rootFolder, name)),
    ...own.map((name) => join(webFolder, name)),
    ...folders.flatMap((folder) => [...sourcesIn(folder)]).filter((path) => statSync(path).isFile()),
  ];
}

/** The libraries that the portal is made with, those of its libraries among them. */
function libraries(packageFile = join(webFolder, 'package.json'), found = new Set()) {
  const { dependencies = {} } = JSON.parse(readFileSync(packageFile, 'utf8'));
  for (const name of Object.keys(dependencies)) {
    const library = /^@tombola\/(.+)$/.exec(name)?.[1];
    if (library === undefined || library === 'server' || found.has(library)) continue;
    found.add(library);
    libraries(join(rootFolder, 'libs', library, 'package.json'), found);
  }
  return found;
}

async function exportPortal(verbose) {
  const next = createRequire(import.meta.url).resolve('next/dist/bin/next');
  const child = spawn(process.execPath, [next, 'build'], {
    cwd: webFolder,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const hear = (chunk) => {
    if (verbose) process.stderr.write(chunk);
    else text += chunk;
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  let stopped;
  const stop = (signal) => child.kill((stopped = signal));
  process.on('SIGINT', stop).on('SIGTERM', stop);
  const [code, signal] = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (...how) => resolve(how));
  });
  process.off('SIGINT', stop).off('SIGTERM', stop);
  if (stopped !== undefined) process.kill(process.pid, stopped);
  if (code === 0 && existsSync(join(outFolder, 'index.html'))) return;
  const how = signal === null ? `\`next build\` ended with code ${code}` : `\`next build\` was ended by ${signal}`;
  throw new Error(
    `${text.slice(-TOLD)}\nThe portal could not be built: ${how}. Mend what it says, or start without: --portal off.`.trim(),
  );
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    await ensurePortal({ verbose: true });
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
