export type { Augmentation } from './augment/augmentation';
export { batches, inOrder, type BatchOptions, type BatchSource } from './batches';
export { datasetNames } from './catalog';
export { readCifar } from './cifar';
export { downloadDataset, type DownloadOptions, type DownloadProgress } from './download/download';
export { datasetFacts, type DatasetFacts } from './facts';
export { readIdxPair } from './idx';
export { listDatasets, type DatasetStatus } from './list';
export { loadDataset, type LoadOptions } from './load';
export { cacheFolder, searchFolders, type LocateOptions } from './locate';
export type { BatchPosition } from './epoch-order';
export { isPlanar } from './planar/is-planar';
export { readHere } from './reading/memory';
export type { Batch, Reader } from './reading/reader';
export { serveImages } from './reading/serve';
export { readInThread } from './reading/thread';
export { allIndices, splitTrainValidation, type Split, type SplitOptions } from './split';
export { firstOf } from './test-images';
export type {
  Dataset,
  DatasetChoice,
  DatasetInMemory,
  DatasetName,
  ImageFolder,
  Images,
  ImageSet,
  ImageShape,
  NamedChoice,
  Normalisation,
  PlanarChoice,
  PointsChoice,
} from './types';
export { withRandomLabels } from './random-labels';
