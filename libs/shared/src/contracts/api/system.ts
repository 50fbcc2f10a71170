import { z } from 'zod';
import { deviceSchema, levelIdSchema, momentSchema, pageInput, pageOf, studyIdSchema, trialIdSchema } from './common';

export const workerOut = z.object({
  id: z.string(),
  name: z.string(),
  host: z.string(),
  pid: z.int(),
  version: z.string(),
  device: deviceSchema,
  provider: z.string(),
  slots: z.int(),
  state: z.enum(['live', 'stopping', 'stopped', 'lost']),
  memory: z.object({ used: z.number(), free: z.number(), total: z.number() }).nullable().describe('bytes'),
  current: z.array(z.object({ level: levelIdSchema, trial: trialIdSchema, step: z.int(), steps: z.int() })),
  startedAt: momentSchema,
  heartbeatAt: momentSchema,
});
export const workerListSchema = z.strictObject({
  all: z.boolean().default(false).describe('Stopped and lost ones too.'),
});
export const workerListOut = z.object({
  items: z.array(workerOut),
  queues: z.array(z.object({ device: deviceSchema, queued: z.int(), running: z.int() })),
});

export const eventTypeSchema = z.enum([
  'study.created',
  'study.changed',
  'study.deleted',
  'level.changed',
  'metrics',
  'export.changed',
  'worker.changed',
  'model.changed',
  'note.changed',
]);
/** What happened. Ids count up by one in the order in which things became visible, without gaps. */
export const eventOut = z.object({
  id: z.int(),
  at: momentSchema,
  type: eventTypeSchema,
  studies: z.array(z.string()),
  trial: trialIdSchema.nullable(),
  level: levelIdSchema.nullable(),
  data: z.record(z.string(), z.unknown()),
});
export const eventFilterShape = {
  study: studyIdSchema.optional(),
  trial: trialIdSchema.optional(),
};
export const eventListSchema = z.strictObject({
  ...eventFilterShape,
  after: z.int().min(0).default(0).describe('Only events with greater ids.'),
  limit: pageInput.limit,
});
export const eventListOut = z.object({
  items: z.array(eventOut),
  last: z.int().describe('the newest id that there is'),
});
/** `lastEventId` is what a reconnecting client has seen; without it and `after`, the stream begins now. */
export const eventStreamSchema = z.strictObject({
  ...eventFilterShape,
  after: z.int().min(0).optional(),
  lastEventId: z
    .string()
    .regex(/^\d{0,15}$/, 'the id of an event')
    .optional(),
});

export const systemOut = z.object({
  version: z.string(),
  node: z.string(),
  database: z.string(),
  artifacts: z.string(),
  startedAt: momentSchema,
  lastEvent: z.int(),
});
export const retentionSchema = z.strictObject({
  metricEventDays: z
    .number()
    .min(0.01)
    .max(3650)
    .describe('Live points stay in the event log so long; curves stay for ever.'),
  eventDays: z.number().min(0.01).max(3650),
  logDays: z.number().min(0.01).max(3650).describe('Logs of attempts.'),
  orphanDays: z.number().min(0).max(3650).describe('Trials that no study and no registered model needs.'),
});
/** Members that are left out stay as they are; null goes back to the server's configuration. */
export const maintenanceSetSchema = z.strictObject({
  metricEventDays: retentionSchema.shape.metricEventDays.nullable().optional(),
  eventDays: retentionSchema.shape.eventDays.nullable().optional(),
  logDays: retentionSchema.shape.logDays.nullable().optional(),
  orphanDays: retentionSchema.shape.orphanDays.nullable().optional(),
});
/** What a run of the maintenance removed. */
export const maintenanceReportOut = z.object({
  at: momentSchema,
  seconds: z.number(),
  metricEvents: z.int(),
  events: z.int().describe('others'),
  logs: z.int(),
  trials: z.int(),
  levels: z.int(),
  workers: z.int(),
  sessions: z.int().default(0).describe('Logins whose time was over.'),
  blobs: z.int().describe('stored bytes that no artifact and no checkpoint named any more'),
  bytes: z.number().describe('of these blobs'),
  problems: z.array(z.string()).describe('what could not be done'),
});
export const maintenanceOut = z.object({
  retention: retentionSchema.describe('what holds'),
  configured: retentionSchema.describe('what the server was started with'),
  last: maintenanceReportOut.nullable(),
});

export const workerPageOut = pageOf(workerOut);
export type WorkerOut = z.output<typeof workerOut>;
export type EventOut = z.output<typeof eventOut>;
export type EventType = z.output<typeof eventTypeSchema>;
export type Retention = z.output<typeof retentionSchema>;
export type RetentionChange = z.output<typeof maintenanceSetSchema>;
export type MaintenanceReport = z.output<typeof maintenanceReportOut>;
export type Maintenance = z.output<typeof maintenanceOut>;
