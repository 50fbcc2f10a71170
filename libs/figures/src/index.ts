export { aggregate, type ArmAggregate, type LevelAggregate, type Member, type SeedValue } from './aggregate';
export { checkObservations, nameOf, valueOf, type Observation } from './observation';
export { readFigure } from './figure/read';
export { renderFigure } from './figure/render';
export { type Theme } from './figure/theme';
export { tabulate, toCsv, toMarkdown, toText, type StudyTable, type TableOptions } from './table';
