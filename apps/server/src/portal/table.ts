/** The segment that stands in a path of the export for whatever a visitor's path has there. */
export const placeholder = '_';

interface Folder<T> {
  readonly folders: Map<string, Folder<T>>;
  /** Files by their names; a page's name is the file's without `.html`. */
  readonly files: Map<string, T>;
}

const folder = <T>(): Folder<T> => ({ folders: new Map(), files: new Map() });

/**
 * The files of an export by the paths that visitors ask for. `studies/_.html` is the page of `/studies/` with anything,
 * `studies/_.txt` the file of `/studies/` with anything and `.txt`, and below `studies/_/` lies what is asked for below
 * `/studies/` with anything. What has a name of its own comes first.
 */
export class PathTable<T> {
  private readonly root = folder<T>();

  /** @param path of the file, with slashes and without one at its beginning */
  add(path: string, file: T): void {
    const segments = path.split('/');
    let at = this.root;
    for (const segment of segments.slice(0, -1)) {
      const next = at.folders.get(segment) ?? folder<T>();
      at.folders.set(segment, next);
      at = next;
    }
    at.files.set(segments.at(-1)!.replace(/\.html$/, ''), file);
  }

  /** The file of a path; that of no segments is the index. */
  find(segments: readonly string[]): T | undefined {
    return segments.length === 0 ? this.root.files.get('index') : findIn(this.root, segments);
  }
}

function findIn<T>({ folders, files }: Folder<T>, [first, ...rest]: readonly string[]): T | undefined {
  if (first === undefined) return undefined;
  if (rest.length === 0) {
    const extension = /\.[a-z]+$/.exec(first)?.[0];
    return (
      files.get(first) ??
      (extension === undefined ? undefined : files.get(`${placeholder}${extension}`)) ??
      files.get(placeholder)
    );
  }
  for (const name of first === placeholder ? [first] : [first, placeholder]) {
    const below = folders.get(name);
    const found = below === undefined ? undefined : findIn(below, rest);
    if (found !== undefined) return found;
  }
  return undefined;
}
