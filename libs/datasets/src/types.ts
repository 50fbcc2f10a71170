import type { Recipe } from '@tombola/shared';
import type { PlanarName } from './planar/distributions';

/** Data sets of images that have a name of their own; beside them there are folders of images, and points of a plane. */
export type DatasetName = Exclude<Recipe['dataset']['name'], 'images' | 'points' | PlanarName>;

type Said<Name extends Recipe['dataset']['name']> = Extract<Recipe['dataset'], { readonly name: Name }>;

/** A data set with a name, and which of its images are meant where there is a choice. */
export type NamedChoice =
  | { readonly name: Exclude<DatasetName, 'cifar-10'> }
  | { readonly name: 'cifar-10'; readonly test?: Said<'cifar-10'>['test']; readonly half?: Said<'cifar-10'>['half'] };

/** A folder of images below a data folder, with the class folders that it must have and the size to bring them to. */
export type FolderChoice = Readonly<Pick<Said<'images'>, 'name' | 'folder' | 'classes' | 'size'>>;

type Drawn = 'name' | 'examples' | 'noise' | 'draw' | 'classes';

/** Points of a plane that are drawn. */
export type PlanarChoice = { readonly [N in PlanarName]: Readonly<Pick<Said<N>, keyof Said<N> & Drawn>> }[PlanarName];

/** The user's own points of a plane, each with its class. */
export type PointsChoice = Readonly<Pick<Said<'points'>, 'name' | 'points'>>;

/** Which data is meant: what a recipe says of its data set and more is one. */
export type DatasetChoice = NamedChoice | FolderChoice | PlanarChoice | PointsChoice;

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

/** Labelled images, or points, as raw bytes in memory. */
export interface ImageSet extends Labelled {
  /** count x channels x height x width bytes (NCHW), 0 .. 255; of floats four bytes each, in the order of the machine. */
  readonly images: Uint8Array;
  /** What the bytes are: float32 numbers in place of pixels, such as coordinates. Default bytes. */
  readonly values?: 'bytes' | 'floats';
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
