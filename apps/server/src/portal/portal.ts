import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { componentType, mediaTypeOf } from './media-type';
import { Packed } from './packed';
import { pagePolicy, workerPolicy } from './page-policy';
import { PathTable } from './table';

/** A file of the portal. */
export interface PortalFile {
  /** Within the export, with slashes. */
  readonly path: string;
  readonly type: string;
  readonly content: Packed;
  /** Digest of the content. */
  readonly digest: string;
  /** Whether another content would have another path. */
  readonly immutable: boolean;
  /** The Content-Security-Policy, of a page or a script. */
  readonly policy?: string;
}

/** The portal as it is served: what Next exported, held in memory, so that a new build spoils nobody's visit. */
export interface Portal {
  readonly files: number;
  /** Bytes. */
  readonly size: number;
  /** The file of a path's names; `undefined` when there is none. */
  find(segments: readonly string[]): PortalFile | undefined;
  /** The page that says that there is nothing. */
  readonly missing?: PortalFile;
}

/** Pages that are shown in the place of others. */
const errorPages = /^(404|_not-found|_error|500)\.html$/;

/**
 * Reads a static export of Next.
 *
 * @returns `undefined` when the folder holds none: it is not there, or has no index.html.
 */
export async function readPortal(folder: string): Promise<Portal | undefined> {
  const paths = await pathsIn(folder);
  if (!paths.includes('index.html')) return undefined;
  const known = new Set(paths);
  const table = new PathTable<PortalFile>();
  let missing: PortalFile | undefined;
  let size = 0;
  for (const path of paths) {
    const file = portalFile(path, await readFile(join(folder, path)), known);
    size += file.content.content.length;
    if (path === '404.html') missing = file;
    if (!errorPages.test(path)) table.add(path, file);
  }
  return {
    files: paths.length,
    size,
    find: (segments) => table.find(segments),
    ...(missing === undefined ? {} : { missing }),
  };
}

function portalFile(path: string, content: Buffer, known: ReadonlySet<string>): PortalFile {
  const type = isComponent(path, known) ? componentType : mediaTypeOf(path);
  return {
    path,
    type,
    content: new Packed(content, type),
    digest: createHash('sha256').update(content).digest('base64url').slice(0, 27),
    immutable: path.startsWith('_next/static/'),
    ...policyOf(path, content),
  };
}

function policyOf(path: string, content: Buffer): Pick<PortalFile, 'policy'> {
  if (path.endsWith('.html')) return { policy: pagePolicy(content.toString()) };
  return path.endsWith('.js') ? { policy: workerPolicy } : {};
}

/** Whether a text is Next's of a page, and not one of ours such as robots.txt. */
function isComponent(path: string, known: ReadonlySet<string>): boolean {
  return /(^|\/)__next\.[^/]*\.txt$/.test(path) || (path.endsWith('.txt') && known.has(path.replace(/txt$/, 'html')));
}

/** Every file below a folder, in order. Links are not followed, and what begins with a dot is nobody's to see. */
async function pathsIn(folder: string, within = ''): Promise<string[]> {
  const entries = await readdir(join(folder, within), { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (within === '' && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return [];
    throw error;
  });
  const paths: string[] = [];
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = `${within}${entry.name}`;
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory()) paths.push(...(await pathsIn(folder, `${path}/`)));
    else if (entry.isFile()) paths.push(path);
  }
  return paths;
}
