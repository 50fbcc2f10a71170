import { z } from 'zod';
import { statusOf, type ErrorCode } from '../../http/http-error';
import type { Procedure } from './procedures';
import type { Way } from './requests';
import type { Answer } from './wire';

const codeSchema = z.enum(Object.keys(statusOf) as [ErrorCode, ...ErrorCode[]]);
const problem = { what: z.string(), value: z.unknown(), expected: z.string(), mend: z.string() };
const requestId = z.string().regex(/^[\w.:-]{1,64}$/);

/** The one shape of refusals. */
const refusalSchema = z.strictObject({
  error: z.strictObject({
    ...z.object(problem).partial().shape,
    code: codeSchema,
    message: z.string().min(1),
    requestId,
  }),
});

/** The one that tRPC's clients read: what a procedure refused, or what never came to one. */
const trpcRefusalSchema = z.strictObject({
  error: z.strictObject({
    message: z.string().min(1),
    code: z.int().max(-32000).min(-32700),
    data: z.strictObject({
      ...z.object(problem).partial().shape,
      code: z.string().regex(/^[A-Z_]+$/),
      httpStatus: z.int().min(400).max(499),
      path: z.string().optional(),
      problem: z.object(problem).partial().strict().optional(),
      requestId: requestId.optional(),
    }),
  }),
});

/** What no refusal says: where the code lies, how tables are asked, what the database thought. */
const leaks =
  /\n\s+at |node_modules|apps\/server|[\w)]\.[cm]?[jt]s:\d|failed query|\bparams:|\b(level_no|trial_id|study_id|recipe_hash|created_at|user_id|sha256)\b.*=|::(text|bigint|jsonb)|syntax error|violates|relation "|column "|input syntax|out of range for|duplicate key|pg_(?!sleep)|drizzle|pgboss|zod/i;

/** A call that was answered, with what; or refused, with its status. */
export type Verdict =
  { readonly kind: 'answered'; readonly value: unknown } | { readonly kind: 'refused'; readonly code: string };

/**
 * What became of a call.
 *
 * @throws unless it was answered as its schema says, or refused with a 4xx of the one shape that gives nothing away.
 */
export function judge({ name, output, type }: Procedure, way: Way, answer: Answer): Verdict {
  const { status, text } = answer;
  const what = () => `${name} by ${way}: ${status} ${text.slice(0, 2000)}`;
  if (type === 'subscription' && status === 200) return judgeStream(text, what);
  if (status < 200 || status > 299) return { kind: 'refused', code: refusal(answer, way, what) };
  const body = parsed(text, what);
  const value = way === 'rest' ? body : answeredSchema.parse(way === 'trpc-batch' ? onlyOne(body) : body).result.data;
  const { error } = (output ?? z.undefined()).safeParse(value);
  if (error !== undefined) throw new Error(`no answer of its schema: ${z.prettifyError(error)}\n${what()}`);
  return { kind: 'answered', value };
}

const answeredSchema = z.strictObject({ result: z.strictObject({ data: z.unknown() }) });

/** The code of a refusal. @throws unless it is a 4xx of the one shape that gives nothing away */
export function refusal(
  { status, headers, text }: Answer,
  way: Way,
  what = () => `${status} ${text.slice(0, 2000)}`,
): string {
  if (status < 400 || status > 499) throw new Error(`neither an answer nor a refusal: ${what()}`);
  if (!/^application\/json\b/.test(headers['content-type'] ?? ''))
    throw new Error(`a refusal that is not JSON: ${what()}`);
  const body = parsed(text, what);
  const schema = way === 'rest' ? refusalSchema : trpcRefusalSchema;
  // What never comes to tRPC is no batch.
  const read = schema.safeParse(way === 'trpc-batch' && Array.isArray(body) ? onlyOne(body) : body);
  if (read.error !== undefined) throw new Error(`no shape of refusals: ${z.prettifyError(read.error)}\n${what()}`);
  discreet(text, what);
  if ('data' in read.data.error) {
    const { code, httpStatus } = read.data.error.data;
    if (httpStatus !== status) throw new Error(`two statuses: ${what()}`);
    return code;
  }
  const { code, requestId: id } = read.data.error;
  if (status !== 431 && statusOf[code] !== status) throw new Error(`a code of another status: ${what()}`);
  if (headers['x-request-id'] !== id) throw new Error(`two request ids: ${what()}`);
  return code;
}

function onlyOne(batch: unknown): unknown {
  return z.tuple([z.unknown()]).parse(batch)[0];
}

/** @throws when a text says what no refusal does */
export function discreet(text: string, what: () => string): void {
  const found = leaks.exec(text);
  if (found !== null) throw new Error(`it gives away ${JSON.stringify(found[0])}: ${what()}`);
}

/** A subscription says what is wrong with it in its stream. */
function judgeStream(text: string, what: () => string): Verdict {
  const [, data] = /^event: serialized-error\ndata: (.*)$/m.exec(text) ?? [];
  if (data === undefined) return { kind: 'answered', value: text };
  const { error } = trpcErrorSchema.safeParse(parsed(data, what));
  if (error !== undefined) throw new Error(`no shape of refusals: ${z.prettifyError(error)}\n${what()}`);
  discreet(data, what);
  return { kind: 'refused', code: trpcErrorSchema.parse(parsed(data, what)).data.code };
}

const trpcErrorSchema = trpcRefusalSchema.shape.error;

function parsed(text: string, what: () => string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`not JSON: ${what()}`);
  }
}
