export { trainingCost, type CostData, type TrainingCost } from './cost';
export { initialise, type Initialiser, type Parameters } from './initialise';
export { softmaxCrossEntropy } from './loss';
export { buildNetwork, lenet300100 } from './network/build';
export { paperData } from './network/families/paper-data';
export { mlp, type MlpOptions } from './network/mlp';
export {
  dropoutOf,
  parametersOf,
  prunableOf,
  stateOf,
  statisticsOf,
  type Layer,
  type LinearHook,
  type Network,
  type NetworkStructure,
  type Parameter,
  type Statistic,
  type Tensors,
  type TrainingPass,
} from './network/network';
export { runnable } from './network/run';
export { IMAGES, type Node, type Padding, type Pair, type Shape } from './network/node';
export { definitionOf, networkStructure, structureOf, type DataShape, type NetworkChoice } from './network/structure';
export { straightThrough } from './ops/straight-through';
export { blockFloatingPoint, quantiseBothWays } from './ops/block-floating-point';
export { adam, type AdamOptions } from './optimizer/adam';
export { buildOptimizer } from './optimizer/build';
export type { Optimizer } from './optimizer/optimizer';
export { sgd, type SgdOptions } from './optimizer/sgd';
export { learningRate } from './schedule';
export { BatchStatistics, type BatchStatisticsOptions } from './training/batch-statistics';
export { loadCheckpoint, removeCheckpoint, saveCheckpoint, type Checkpoint } from './training/checkpoint';
export { digest } from './training/digest';
export { Evaluator, type Evaluation, type Examples } from './training/evaluate';
export { Gradients, denseGradients, type GradientsOptions } from './training/gradients';
export { earlyStop, type Measurement } from './training/history';
export { applyMask, checkMasks, type MaskTensors } from './training/masks';
export {
  bytesPerValue,
  examplesSpec,
  examplesTensor,
  normalise,
  standardise,
  unitPixels,
  type Pixels,
} from './training/pixels';
export type { NoiseKey } from './training/noise';
export { PLAIN, type RuleInputs, type RuleNoise, type RuleTensor, type StepRule } from './training/rule';
export { keepSignature, maskSignature, stateSignature, trainedParameters } from './training/signature';
export type { Change, Moment, Outcome, Sparsifier } from './training/sparsifier';
export { stepSignature, trainStep, type StepOptions } from './training/step';
export {
  DivergenceError,
  InterruptedError,
  train,
  type CheckpointOptions,
  type TrainOptions,
  type TrainResult,
} from './training/train';
export { Trainer, type BatchSource, type Schedule, type TrainingState } from './training/trainer';
