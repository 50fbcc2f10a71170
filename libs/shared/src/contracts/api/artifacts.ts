import { z } from 'zod';
import {
  drawnIdSchema,
  levelIdSchema,
  listOf,
  momentSchema,
  pageInput,
  pageOf,
  problemSchema,
  proseSchema,
  studyIdSchema,
  titleSchema,
  trialIdSchema,
} from './common';

export const artifactKindSchema = z.enum(['ticket', 'final', 'result', 'onnx', 'upload']);

export const artifactOut = z.object({
  id: drawnIdSchema,
  kind: artifactKindSchema,
  name: z.string(),
  mediaType: z.string(),
  sha256: z.string(),
  size: z.number().describe('bytes'),
  level: levelIdSchema.nullable(),
  createdBy: z.string(),
  createdAt: momentSchema,
});
export const artifactListSchema = z.strictObject({
  ...pageInput,
  kinds: listOf(artifactKindSchema).optional(),
  level: levelIdSchema.optional(),
  trial: trialIdSchema.optional(),
});
export const artifactListOut = pageOf(artifactOut);
export const artifactRefSchema = z.strictObject({ artifact: drawnIdSchema });
/** What an artifact was made from, all the way up, and what was made from it, one step down. */
export const lineageOut = z.object({
  artifacts: z.array(artifactOut),
  edges: z.array(z.object({ child: drawnIdSchema, parent: drawnIdSchema, relation: z.string() })),
});

export const ticketOut = z.object({
  level: levelIdSchema,
  trial: trialIdSchema,
  artifact: drawnIdSchema,
  density: z.number(),
  kept: z.int(),
  total: z.int(),
  layers: z.record(z.string(), z.object({ kept: z.int(), total: z.int() })),
  metrics: z.record(z.string(), z.number()),
  createdAt: momentSchema,
});
export const ticketListSchema = z.strictObject({
  ...pageInput,
  study: studyIdSchema.optional(),
  trial: trialIdSchema.optional(),
  minDensity: z.number().min(0).max(1).default(0),
  maxDensity: z.number().min(0).max(1).default(1),
  verified: z
    .boolean()
    .optional()
    .describe('Those whose export is verified, or with false those that have no such export; all when left out.'),
});

/**
 * A mask as a picture: the matrix is cut into blocks of nearly equal size, at most `blocks` a side; the density of each,
 * row by row. A parameter of more axes than two is a matrix whose columns are its last axis.
 */
export const maskSchema = z.strictObject({
  level: levelIdSchema,
  parameter: z.string().max(200),
  blocks: z.int().min(1).max(64).default(32),
});
export const maskOut = z.object({
  level: levelIdSchema,
  parameter: z.string(),
  shape: z.array(z.int()),
  kept: z.int(),
  total: z.int(),
  rows: z.int().describe('of blocks'),
  columns: z.int(),
  densities: z.array(z.number()).describe('rows x columns numbers, row by row'),
});

export const exportOut = z.object({
  id: drawnIdSchema,
  level: levelIdSchema,
  state: z.enum(['queued', 'running', 'done', 'failed']),
  artifact: artifactOut.nullable(),
  verified: z.boolean().nullable(),
  verification: z.record(z.string(), z.unknown()).nullable(),
  error: problemSchema.nullable(),
  createdBy: z.string(),
  createdAt: momentSchema,
  finishedAt: momentSchema.nullable(),
});
/** An export as others mention it. */
export const exportGlance = exportOut.pick({ id: true, state: true, verified: true });
export const ticketListItemOut = ticketOut.extend({
  export: exportGlance.nullable().describe('the newest of its level'),
});
export const ticketListOut = pageOf(ticketListItemOut);
export const exportCreateSchema = z.strictObject({ level: levelIdSchema });
export const exportRefSchema = z.strictObject({ export: drawnIdSchema });
export const exportListSchema = z.strictObject({ ...pageInput, level: levelIdSchema.optional() });
export const exportListOut = pageOf(exportOut);

export const modelNameSchema = z
  .string()
  .max(100)
  .regex(/^[a-z][a-z0-9._-]*$/, 'a short name in small letters, digits and . _ -');
const versionSchema = z.int().min(1).max(1_000_000);
export const stageSchema = z.enum(['none', 'staging', 'production', 'archived']);
export const modelVersionOut = z.object({
  model: modelNameSchema,
  version: z.int(),
  stage: stageSchema,
  description: z.string(),
  export: exportOut,
  createdBy: z.string(),
  createdAt: momentSchema,
});
export const modelOut = z.object({
  name: modelNameSchema,
  description: z.string(),
  versions: z.int(),
  latest: z.int().nullable(),
  production: z.int().nullable(),
  createdBy: z.string(),
  createdAt: momentSchema,
});
export const modelListSchema = z.strictObject({ ...pageInput });
export const modelListOut = pageOf(modelOut);
export const modelRefSchema = z.strictObject({ model: modelNameSchema });
export const modelCardSchema = z.strictObject({ model: modelNameSchema, version: versionSchema });
export const modelCardOut = z.object({ markdown: z.string() });
export const modelDetailOut = modelOut.extend({ list: z.array(modelVersionOut).describe('newest first') });
export const modelRegisterSchema = z.strictObject({
  model: modelNameSchema,
  export: drawnIdSchema.describe('a verified export'),
  description: z.string().max(10_000).default(''),
});
export const modelUpdateSchema = z.strictObject({
  model: modelNameSchema,
  description: z.string().max(10_000),
});
/** A version that comes into production sends the one before to the archive. */
export const modelStageSchema = z.strictObject({
  model: modelNameSchema,
  version: versionSchema,
  stage: stageSchema,
});

export const subjectSchema = z.enum(['study', 'trial', 'model']);
export const noteOut = z.object({
  id: drawnIdSchema,
  subject: subjectSchema,
  subjectId: z.string(),
  body: z.string().describe('markdown'),
  author: z.string().describe('id of a user or token, or `local`'),
  authorName: z.string(),
  createdAt: momentSchema,
  updatedAt: momentSchema,
});
/** Newest first. */
export const noteListSchema = z.strictObject({ ...pageInput, subject: subjectSchema, subjectId: z.string().max(100) });
export const noteListOut = pageOf(noteOut);
export const noteCreateSchema = z.strictObject({
  subject: subjectSchema,
  subjectId: z.string().max(100),
  body: proseSchema,
});
export const noteUpdateSchema = z.strictObject({ note: drawnIdSchema, body: proseSchema });
export const noteRefSchema = z.strictObject({ note: drawnIdSchema });
export const uploadNameSchema = titleSchema;

export type ArtifactOut = z.output<typeof artifactOut>;
export type ExportOut = z.output<typeof exportOut>;
export type ModelOut = z.output<typeof modelOut>;
export type ModelVersionOut = z.output<typeof modelVersionOut>;
export type NoteOut = z.output<typeof noteOut>;
export type TicketListItem = z.output<typeof ticketListItemOut>;
export type TicketOut = z.output<typeof ticketOut>;
export type MaskOut = z.output<typeof maskOut>;
export type Lineage = z.output<typeof lineageOut>;
