export { batches, inOrder, type Batch, type BatchOptions, type BatchPosition, type BatchSource } from './batches';
export { readCifar } from './cifar';
export { downloadDataset, type DownloadOptions, type DownloadProgress } from './download/download';
export { datasetFacts, type DatasetFacts } from './facts';
export { readIdxPair } from './idx';
export { listDatasets, type DatasetStatus } from './list';
export { loadDataset, type LoadOptions } from './load';
export { cacheFolder, searchFolders, type LocateOptions } from './locate';
export { allIndices, splitTrainValidation, type Split, type SplitOptions } from './split';
export {
  datasetNames,
  type Dataset,
  type DatasetName,
  type ImageSet,
  type ImageShape,
  type Normalisation,
} from './types';
