export { canonicalJson, hash, type Json } from './canonical';
export { groupBy } from './group-by';
export { isRecord } from './is-record';
export { DamagedError, InputError, show, type InputProblem } from './errors';
export { metricUnit } from './metric-unit';
export { omit } from './omit';
export { philox } from './philox';
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
  meanInterval,
  pairedInterval,
  quantile,
  tTest,
  type Interval,
  type PairedComparison,
} from './statistics';
export { mean, standardDeviation, summary, type Summary } from './summary';
export {
  controlSchema,
  minimalRecipe,
  parse,
  readRecipe,
  recipeHash,
  recipeSchema,
  type Recipe,
  type RecipeInput,
} from './contracts/recipe';
export { optimizerSchema, scheduleSchema } from './contracts/training';
export { methodSchema, type MethodName, type MethodOptions, type OptionsOf } from './contracts/methods/methods';
export {
  networkDefinitionSchema,
  nodeDefinitionSchema,
  type NetworkDefinition,
  type NetworkDefinitionInput,
  type NodeDefinition,
  type NodeDefinitionInput,
} from './contracts/network';
export { networkNames, networkSchema, type NetworkName } from './contracts/networks';
export { augmentationSchema, datasetSchema } from './contracts/datasets';
export { claimSchema, type Claim, type ClaimDeclaration } from './contracts/claim';
export {
  dotsSchema,
  figureSchema,
  matrixDataSchema,
  matrixSchema,
  picturesDataSchema,
  picturesSchema,
  unitSchema,
  type DotsSpec,
  type FigureDeclaration,
  type FigureSpec,
  type MatrixData,
  type MatrixSpec,
  type NamedFigure,
  type PicturesData,
  type PicturesSpec,
  type Unit,
  type XAxis,
  type YAxis,
} from './contracts/figure';
export { levelResultSchema, measurementSchema, type LevelResult, type Measurement } from './contracts/result';
export {
  armSchema,
  scaleSchema,
  studySchema,
  type ScaleName,
  type Study,
  type StudyDeclaration,
} from './contracts/study';
export * from './contracts/api/common';
export * from './contracts/api/plain';
export * from './contracts/api/studies';
export * from './contracts/api/presets';
export * from './contracts/api/trials';
export * from './contracts/api/metrics';
export * from './contracts/api/artifacts';
export * from './contracts/api/tickets';
export * from './contracts/api/system';
export {
  auditEntryOut,
  auditListSchema,
  auditPageOut,
  callerKindSchema,
  meOut,
  ownPasswordSchema,
  roleSchema,
  scopeSchema,
  signInOptionsOut,
  tokenCreatedOut,
  tokenCreateSchema,
  tokenListOut,
  tokenOut,
  tokenRefSchema,
  userCreateSchema,
  userListOut,
  userOut,
  userPasswordSchema,
  userRefSchema,
  userRoleSchema,
  type AuditEntry,
  type AuditList,
  type AuditPage,
  type Me,
  type Role,
  type Scope,
  type SignInOptions,
  type Token,
  type TokenCreate,
  type TokenCreated,
  type User,
  type UserCreate,
} from './contracts/api/access';
