const hidden = '[redacted]';
const secretKey =
  /pass(word|wd|phrase)|secret|authorization|cookie|credential|(api|access|private|session)[-_ ]?key|tokens?$/i;
const limits = { depth: 6, items: 100, characters: 1000, name: 100, total: 16_000 };

/**
 * Details as the audit log may keep them: JSON without secrets, of at most 16,000 characters. Values under names of
 * secrets go, and so do tokens, credentials in URLs and bearer headers inside texts, whatever they are called.
 */
export function redact(details: Record<string, unknown>): Record<string, unknown> {
  const safe = redactObject(details, 0);
  return JSON.stringify(safe).length <= limits.total ? safe : { shortened: Object.keys(safe).slice(0, 20) };
}

/** A text without the secrets that can be recognised in it, as PostgreSQL can store it. */
export function redactText(text: string): string {
  return text
    .replace(/[\0\p{Cs}]/gu, '\uFFFD')
    .replace(/\b(tbl_[0-9a-z]{16})_[0-9A-Za-z]+/g, `$1_${hidden}`)
    .replace(/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, `$1 ${hidden}`)
    .replace(/:\/\/([^\s:/@]*):[^\s/@]+@/g, `://$1:${hidden}@`);
}

function redactObject(value: object, depth: number): Record<string, unknown> {
  const members = Object.entries(value).filter(([, each]) => each !== undefined && typeof each !== 'function');
  return Object.fromEntries(
    members
      .slice(0, limits.items)
      .map(([key, each]) => [
        shorten(key, limits.name),
        secretKey.test(key) ? redactSecret(each) : redactValue(each, depth + 1),
      ]),
  );
}

/** Whether there was one, and how many, is no secret. */
function redactSecret(value: unknown): unknown {
  return value === null || typeof value === 'boolean' || typeof value === 'number' ? value : hidden;
}

function redactValue(value: unknown, depth: number): unknown {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : String(value);
  if (typeof value === 'string') return shorten(value, limits.characters);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object') return null;
  if (depth > limits.depth) return '[deeper]';
  if (Array.isArray(value)) return value.slice(0, limits.items).map((each) => redactValue(each, depth + 1));
  return redactObject(value, depth);
}

function shorten(text: string, longest: number): string {
  const safe = redactText(text);
  if (safe.length <= longest) return safe;
  return `${safe.slice(0, longest).replace(/\p{Cs}$/u, '')}…`;
}
