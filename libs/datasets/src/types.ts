/** The data sets that {@link loadDataset} knows. */
export const datasetNames = ['mnist', 'fashion-mnist', 'cifar-10', 'glyphs'] as const;

export type DatasetName = (typeof datasetNames)[number];

/** Channels, rows, columns of one image. */
export type ImageShape = readonly [channels: number, height: number, width: number];

/** Labelled images as raw bytes. */
export interface ImageSet {
  /** count x channels x height x width bytes (NCHW), 0 .. 255. */
  readonly images: Uint8Array;
  /** count class numbers, each in [0, classes). */
  readonly labels: Uint8Array;
  readonly count: number;
  readonly shape: ImageShape;
  readonly classes: number;
}

/** Per-channel constants that bring pixels in [0, 1] to about zero mean and unit variance: (x / 255 - mean) / std. */
export interface Normalisation {
  readonly mean: readonly number[];
  readonly std: readonly number[];
}

/** A data set in memory. */
export interface Dataset {
  readonly name: DatasetName;
  /** Class names in the order of the labels. */
  readonly classes: readonly string[];
  readonly train: ImageSet;
  readonly test: ImageSet;
  readonly normalisation: Normalisation;
  /** SHA-256 of the uncompressed contents that were read, by file name without `.gz`. */
  readonly checksums: Readonly<Record<string, string>>;
  /** What a reader of results must know: which test images were there, which contents are not the official ones. */
  readonly notes: readonly string[];
  /** The folder that the files came from. */
  readonly folder: string;
}
