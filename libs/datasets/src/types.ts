import type { Recipe } from '@tombola/shared';

/** Data sets that have a name of their own; beside them there are folders of images. */
export type DatasetName = Exclude<Recipe['dataset']['name'], 'images'>;

type Said<Name extends Recipe['dataset']['name']> = Extract<Recipe['dataset'], { readonly name: Name }>;

/** A data set with a name, and which of its images are meant where there is a choice. */
export type NamedChoice =
  | { readonly name: Exclude<DatasetName, 'cifar-10'> }
  | { readonly name: 'cifar-10'; readonly test?: Said<'cifar-10'>['test']; readonly half?: Said<'cifar-10'>['half'] };

/** A folder of images below a data folder, with the class folders that it must have and the size to bring them to. */
export type FolderChoice = Readonly<Pick<Said<'images'>, 'name' | 'folder' | 'classes' | 'size'>>;

/** Which data is meant: what a recipe says of its data set and more is one. */
export type DatasetChoice = NamedChoice | FolderChoice;

/** Channels, rows, columns of one image. */
export type ImageShape = readonly [channels: number, height: number, width: number];

/** Labelled images, wherever their pixels are. */
interface Labelled {
  /** count class numbers, each in [0, classes). */
  readonly labels: Uint8Array | Uint16Array;
  readonly count: number;
  readonly shape: ImageShape;
  readonly classes: number;
}

/** Labelled images as raw bytes in memory. */
export interface ImageSet extends Labelled {
  /** count x channels x height x width bytes (NCHW), 0 .. 255. */
  readonly images: Uint8Array;
}

/** Labelled images as files, which are decoded whenever they are read. */
export interface ImageFolder extends Labelled {
  readonly folder: string;
  /** Paths below the folder, in the order of the labels. */
  readonly files: readonly string[];
}

export type Images = ImageSet | ImageFolder;

/** Per-channel constants that bring pixels in [0, 1] to about zero mean and unit variance: (x / 255 - mean) / std. */
export interface Normalisation {
  readonly mean: readonly number[];
  readonly std: readonly number[];
}

/** A data set that was found: in memory, or a folder that is read as it is needed. */
export interface Dataset {
  readonly name: DatasetChoice['name'];
  /** Class names in the order of the labels. */
  readonly classes: readonly string[];
  readonly train: Images;
  readonly test: Images;
  /** Which images `test` is, in words that results repeat. */
  readonly testImages: string;
  readonly normalisation: Normalisation;
  /** SHA-256 of what was read, by file name without `.gz`; of a folder's parts, of the names and sizes of their files. */
  readonly checksums: Readonly<Record<string, string>>;
  /** What a reader of results must know: which contents are not the official ones. */
  readonly notes: readonly string[];
  /** The folder that the files came from. */
  readonly folder: string;
}

/** A data set whose images are in memory. */
export interface DatasetInMemory extends Dataset {
  readonly train: ImageSet;
  readonly test: ImageSet;
}
