export {
  claimSchema,
  judge,
  readClaim,
  type Claim,
  type ClaimDeclaration,
  type Judgement,
  type Verdict,
} from './claims';
export { type SeedDifference } from './pairs';
export { armAggregates, type TrialObservation } from './arm-aggregates';
export { claimOutOf } from './claim-out';
export { familyInWords, numbersOf } from './claim-words';
export { headlinesOf, type TrainedOn } from './headlines';
export { literature, studyById } from './literature/literature';
export { literaturePages, type StudyPage } from './literature/pages';
export { recordedStudy, recordsOf } from './literature/recorded';
export {
  masksIn,
  picturesOf,
  studyPictures,
  type MaskOf,
  type StudyPictures,
  type UnreadPictures,
} from './pictures/study-pictures';
export { recordStudy } from './record-study';
export { tableOfStudy } from './measured';
export { shownMetrics } from './shown-metrics';
export type { Failure, Report } from './pool/messages';
export { runJobs, type PoolEvent, type PoolOptions, type PoolOutcome } from './pool/pool';
export { trainingEnvironment } from './pool/environment';
export { serveTrials } from './pool/serve';
export { TrialProcess, type TrialProcessExit, type TrialProcessOptions } from './pool/trial-process';
export { chooseTicket } from './choose-ticket';
export { exportLevel, shipLevel, verifyLevel } from './ship';
export { levelSpeed, speedText, type LevelSpeed } from './speed';
export { exampleInputs } from './geometry/example-inputs';
export { levelNetwork } from './geometry/level-network';
export { studyGrid, studyNull, type StudyGrid } from './geometry-study/lottery-study';
export { piecewiseLinear } from './geometry/piecewise-linear';
export { findLevel, findTrials, type StoredTrial } from './trial/find';
export {
  assembleReport,
  assembling,
  judgeStudy,
  judging,
  reportFiles,
  reportFolder,
  reportJson,
  type JudgedClaim,
  type StudyReport,
} from './report';
export { runStudy } from './run-study';
export { analyseStability, type StabilityOptions, type StabilityReport } from './stability/analyse';
export type { StatisticsTreatment } from './stability/line';
export type { PairStability } from './stability/pair';
export { connect, type ConnectOptions, type ConnectReport } from './stability/connect';
export { connectFiles, type ConnectHeading } from './stability/connect-files';
export { bezier, bezierPath, linearPath, type BezierOptions, type PathLosses } from './stability/paths';
export { reportStudy, studyLevels, trainingSecondsOf, writeReport } from './stored-study';
export { checkChanges } from './study-changes';
export { toObservations, trainingsOf, type StudyLevel } from './study-level';
export { studyMatrices, type StudyMatrix } from './study-matrices';
export { costOf, jobsOfStudy, type Cost } from './study-cost';
export {
  planStudy,
  readDeclaration,
  readStudy,
  studySchema,
  type PlannedArm,
  type PlanOptions,
  type ScaleName,
  type Study,
  type StudyDeclaration,
  type StudyPlan,
} from './study';
export { jobKey, jobsOfTrial, levelsOf, neededBy, parentOf, recipesOf, resolve, type Job } from './trial/job';
export { stepsOf } from './trial/steps';
export { runLevel, type LevelOptions } from './trial/level';
export { levelFiles, type LevelFile } from './trial/level-files';
export { Results, type LevelResult } from './trial/results';
export { Workbench, type Bench } from './trial/workbench';
