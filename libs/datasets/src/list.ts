import { catalog, cifarFiles, datasetNames, type DatasetInfo } from './catalog';
import { search, searchFolders, type LocateOptions } from './locate';

/** What is known of a data set, and whether it can be loaded here. */
export interface DatasetStatus extends Omit<DatasetInfo, 'folder' | 'contents'> {
  readonly available: boolean;
  /** The folder that has it, when one has. */
  readonly folder?: string;
  /** What to know before using it. */
  readonly notes: readonly string[];
}

/**
 * Every data set with its counts, licence and citation, and where it is. Opens no file.
 *
 * @throws {InputError} when `data` is given and is not a folder.
 */
export function listDatasets(options: LocateOptions = {}): DatasetStatus[] {
  const folders = searchFolders(options);
  return datasetNames.map((name) => {
    const { title, classes, shape, counts, normalisation, licence, citation } = catalog[name];
    const info = { name, title, classes, shape, counts, normalisation, licence, citation };
    const { found } = search({ name }, folders);
    if (name === 'glyphs') {
      const where = found ? { folder: found.folder, notes: [] } : { notes: ['Drawn on first use, in a few seconds.'] };
      return { ...info, available: true, ...where };
    }
    if (found === undefined)
      return { ...info, available: false, notes: [`Fetch it with \`tombola data get ${name}\`.`] };
    const partial = name === 'cifar-10' && found.paths[cifarFiles.test] === undefined;
    return {
      ...info,
      counts: partial ? { ...info.counts, test: 1017 } : info.counts,
      available: true,
      folder: found.folder,
      notes: partial
        ? ['Only the first 1,017 images of the test set are there; dataset.test=batch-5 holds 10,000 others out.']
        : [],
    };
  });
}
