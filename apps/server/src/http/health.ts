import type { FastifyInstance } from 'fastify';
import { withoutSecrets } from './logger';
import { withTimeLimit } from './time-limit';

/** Resolves when something that the server needs works, rejects with the reason when not. */
export type Check = () => Promise<unknown>;

export interface HealthOptions {
  readonly version: string;
  /** By names that the answer has: `database`, `migrations`, `artifacts`. */
  readonly checks: Readonly<Record<string, Check>>;
  /** How long a check may take, in milliseconds. */
  readonly limitMs?: number;
}

/** What a check found. */
export type Finding = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** `/healthz`: the process is alive. `/readyz`: what it needs works, else 503 with the reasons. Both are open to all. */
export function healthRoutes(app: FastifyInstance, { version, checks, limitMs = 2000 }: HealthOptions): void {
  const config = { open: true, quiet: true };
  app.get('/healthz', { config }, () => ({ status: 'ok', version }));

  // Whoever asks while a round of checks is under way gets its result: asking often is no load.
  let round: Promise<Record<string, Finding>> | undefined;
  app.get('/readyz', { config }, async (_request, reply) => {
    round ??= examine(checks, limitMs).finally(() => (round = undefined));
    const findings = await round;
    const ready = Object.values(findings).every(({ ok }) => ok);
    const status = ready ? 'ready' : 'not ready';
    return reply.code(ready ? 200 : 503).send({ status, version, checks: findings });
  });
}

async function examine(checks: HealthOptions['checks'], limitMs: number): Promise<Record<string, Finding>> {
  const entries = Object.entries(checks).map(async ([name, check]) => [name, await find(check, limitMs)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

async function find(check: Check, limitMs: number): Promise<Finding> {
  try {
    await withTimeLimit(limitMs, check);
    return { ok: true };
  } catch (error) {
    return { ok: false, reason: reasonOf(error) };
  }
}

/** The first line of an error, without passwords: anybody may ask for it. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message || error.name : 'it failed';
  const [line = ''] = withoutSecrets(message).split('\n');
  return line.length <= 200 ? line : `${line.slice(0, 197)}...`;
}
