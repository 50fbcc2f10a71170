import { z } from 'zod';

/** What a level is doing. `blocked`: the level that it needs is not done. */
export const levelStateSchema = z.enum(['blocked', 'queued', 'running', 'paused', 'done', 'failed', 'cancelled']);
export type LevelState = z.output<typeof levelStateSchema>;

/** What a study, or a trial, is doing; it follows from its levels and from what was asked of it. */
export const studyStateSchema = z.enum(['queued', 'running', 'paused', 'done', 'failed', 'cancelled']);
export type StudyState = z.output<typeof studyStateSchema>;

/** What was asked of a study or a trial. */
export const wishSchema = z.enum(['run', 'paused', 'cancelled']);
export type Wish = z.output<typeof wishSchema>;

/** Kinds of machine that trainings are queued for. */
export const deviceSchema = z.enum(['cpu', 'gpu']);
export type Device = z.output<typeof deviceSchema>;

const name = (pattern: RegExp, example: string) => z.string().max(100).regex(pattern, `a name such as ${example}`);

export const studyIdSchema = name(/^[a-z][a-z0-9-]*$/, 'lth-quick-7f3k2m').describe('A study.');
export const trialIdSchema = name(/^[0-9a-f]{12}-s\d{1,16}$/, 'a3ed33466e0f-s0').describe(
  'A trial: recipe hash and seed.',
);
export const levelIdSchema = name(/^[0-9a-f]{12}-s\d{1,16}-l\d{1,3}$/, 'a3ed33466e0f-s0-l3').describe(
  'A level of a trial.',
);
/** Ids that the server draws: a short prefix and 16 letters and digits. */
export const drawnIdSchema = name(/^[a-z]{2,4}_[0-9a-z]{16}$/, 'art_0123456789abcdef');

/** One line that people read: no control characters, no halves of surrogate pairs. */
export const titleSchema = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*$/u, 'one line without control characters');
/** Text that people write; markdown. */
export const proseSchema = z.string().min(1).max(100_000);
export const tagSchema = z
  .string()
  .max(50)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._:/-]*$/u, 'letters, digits, spaces and . _ : / -');

/** A moment as ISO 8601 in UTC. */
export const momentSchema = z.iso.datetime();

export const cursorSchema = z.string().max(1000).describe('Where the page before ended: its nextCursor.');
export const limitSchema = z.int().min(1).max(200).default(50).describe('At most so many items.');
export const pageInput = { cursor: cursorSchema.optional(), limit: limitSchema };

/** A page of a list. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable().describe('null on the last page'),
  });
}

/** Several values in one URL parameter, with commas between them; a list of values elsewhere. */
export function listOf<T extends z.ZodType<unknown, string>>(item: T, most = 100) {
  return z.preprocess(
    (value) => (typeof value === 'string' ? value.split(',') : value),
    z.array(item).min(1).max(most),
  ) as unknown as z.ZodType<z.output<T>[], z.input<T>[] | string>;
}

/** A mean over seeds with everything that is needed to read it. */
export const summarySchema = z.object({
  n: z.int().describe('seeds'),
  mean: z.number(),
  std: z.number().nullable().describe('sample standard deviation (n - 1); null for one seed'),
  min: z.number(),
  max: z.number(),
  interval: z.tuple([z.number(), z.number()]).nullable().describe('95 % t interval of the mean; null for one seed'),
});

/** Nothing but that it was done. */
export const doneSchema = z.object({ ok: z.literal(true) });

export const problemSchema = z.object({ name: z.string(), message: z.string() });
