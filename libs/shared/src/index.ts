export { canonicalJson, hash, isRecord, withoutDefaults, type Json } from './canonical';
export { InputError, show, type InputProblem } from './errors';
export { omit } from './omit';
export { RandomStream, randomStream, type RandomState } from './random';
export {
  decodeSafetensors,
  encodeSafetensors,
  type Safetensors,
  type StoredData,
  type StoredTensor,
} from './safetensors';
export {
  bootstrapInterval,
  holm,
  mean,
  meanInterval,
  pairedInterval,
  quantile,
  standardDeviation,
  summary,
  tTest,
  type Interval,
  type PairedComparison,
  type Summary,
} from './statistics';
export {
  controlSchema,
  datasetSchema,
  methodSchema,
  minimalRecipe,
  networkSchema,
  optimizerSchema,
  parse,
  readRecipe,
  recipeHash,
  recipeSchema,
  scheduleSchema,
  type Recipe,
  type RecipeInput,
} from './contracts/recipe';
