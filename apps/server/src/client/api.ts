/**
 * The types that the server's code gives. For services outside, the build writes them out in full (bundle/api-types.mjs):
 * a type added here is one that they have.
 */
export type { AppRouter } from '../api/router';
export type {
  ArmAggregateOut,
  ArtifactOut,
  Comparison,
  EventOut,
  EventType,
  ExportOut,
  LevelOut,
  LevelState,
  Lineage,
  MaskOut,
  Me,
  MetricBands,
  MetricCurves,
  MetricSeries,
  ModelOut,
  ModelVersionOut,
  NoteOut,
  Overlaps,
  Points,
  Preset,
  StudyCreate,
  StudyDetail,
  StudyEstimate,
  StudyOut,
  StudyPage,
  StudyState,
  TicketOut,
  TrialDetail,
  TrialOut,
  WorkerOut,
} from '@tombola/shared';
