export { withFrozen } from './actions/pruned';
export { budgetOf, budgetOfRound, pruneToBudget, type Budget, type ScopeOptions } from './budget';
export { gradientMagnitude } from './criteria/gradient';
export { gradientFlow, type GradientFlowOptions } from './criteria/grasp';
export { lamp } from './criteria/lamp';
export { magnitude } from './criteria/magnitude';
export { prospect, type ProspectOptions } from './criteria/prospr';
export { random } from './criteria/random';
export type { Batch, Saliency, SaliencyOptions, Subnetwork } from './criteria/saliency';
export type { Scores } from './criteria/scores';
export { connectionSensitivity, normalised } from './criteria/snip';
export { synapticFlow } from './criteria/synflow';
export { collapsedLayers } from './layer-collapse';
export { maskOverlap, overlapOfCounts, type KeptByTwo, type MaskOverlap } from './mask-overlap';
export {
  checkMasks,
  countMask,
  countMasks,
  denseMasks,
  fromMaskTensors,
  isNested,
  toMaskTensors,
  type MaskCount,
  type Masks,
} from './masks';
export { invertScores, permuteMasksGlobally, permuteValues, shuffleMasks } from './methods/controls';
export { checkMethod } from './methods/checks';
export type { Batches, Before, LevelContext, LevelPlan, Method, MethodCheck } from './methods/method';
export { planLevel } from './methods/registry';
export { impMasks, layerRates, type ImpMethod } from './methods/imp';
export { removals } from './removals';
export { looksAtExamples, oneShotCriteria, pruneOneShot, type OneShotCriterion, type OneShotOptions } from './one-shot';
export { pruneGlobally, pruneLayers, pruneLayersTo } from './prune';
export { pruneInRounds, type RoundOptions } from './rounds';
export { levelCost, type LevelCost, type TrainedLevel } from './accounting/level-cost';
export { inferenceFlops, type Counted, type InferenceFlops, type SparseLayer } from './accounting/flops';
export {
  sparsityReport,
  type SparsityChoice,
  type SparsityReport,
  type SparsityRow,
  type TrainingCosts,
} from './accounting/sparsity-report';
export { storedBytes, type StorageFormat, type StorageOptions, type StoredBytes } from './accounting/storage';
export {
  galePruning,
  trainingMultipliers,
  type CountedMethod,
  type PruningTimes,
  type TrainingMultipliers,
  type TrainingOptions,
} from './accounting/training-flops';
export {
  distribute,
  keptByWeights,
  type DistributeOptions,
  type Distribution,
  type LayerBudget,
} from './distributions/distribute';
export { prunableLayers, weightCount, type PrunableLayer } from './distributions/prunable-layer';
export { cubic, type CubicSchedule } from './schedules/cubic';
export { dropFraction, rigLDropSchedule, type DropSchedule } from './schedules/drop-fraction';
export { exponential } from './schedules/exponential';
export { lowest } from './select';
export { readSavedModel, type SavedModel } from './saved-model';
export { decodeTicket, encodeTicket, makeTicket, type Ticket } from './ticket';
export { earlyBirdCost, type EarlyBirdCost, type EarlyBirdCostOptions } from './early-bird/cost';
export { flattenMasks, maskDistance } from './early-bird/mask-distance';
export { EMPTY_QUEUE, enqueueMask, type MaskQueue, type QueueOptions, type QueueRule } from './early-bird/mask-queue';
export { channelGroups, type ChannelGroup, type ChannelGroups } from './structured/channel-groups';
export { channelMask, checkChannelMasks, keepChannels, type ChannelMasks } from './structured/channel-masks';
export { removeDeadChannels, type LivingNetwork } from './structured/dead-channels';
export type { BorderError, BorderOptions } from './structured/decide-border';
export { filterNormMasks, filterNorms, keptByShare, type FilterNorm } from './structured/filter-norms';
export { filterPrunings, keptFilters, prunedNetwork, type FilterPruning } from './structured/filter-pruning';
export { maskChannels, type MaskOptions } from './structured/mask-channels';
export type { Stream } from './structured/removable';
export { removeBlocks } from './structured/remove-blocks';
export { residualBlocks, type ResidualBlock } from './structured/residual-blocks';
export { scratchLength, type Scratch } from './structured/scratch';
export { removeChannels, type ChannelCost, type RemoveOptions, type ThinNetwork } from './structured/remove-channels';
export { keepLargest, slimmingMasks, type SlimmingOptions, type SlimmingRule } from './structured/slimming';
export type { WholeLayer } from './structured/whole-layers';
export { angle, distance } from './stability/distance';
export { disagreement, instability, STABLE } from './stability/instability';
export { evenly, interpolate } from './stability/interpolate';
