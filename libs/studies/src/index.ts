export { aggregate, type ArmAggregate, type LevelAggregate, type Member, type SeedValue } from './aggregate';
export {
  claimSchema,
  judge,
  judgeTogether,
  readClaim,
  type Claim,
  type ClaimDeclaration,
  type Judgement,
  type Verdict,
} from './claims';
export { checkObservations, nameOf, valueOf, type Observation } from './observation';
export { type SeedDifference } from './pairs';
export { renderFigure } from './figure/figure';
export {
  figureSchema,
  readFigure,
  unitSchema,
  type FigureDeclaration,
  type FigureSpec,
  type Unit,
} from './figure/spec';
export { type Theme } from './figure/theme';
export { tabulate, toCsv, toMarkdown, toText, type StudyTable, type TableOptions } from './table';
