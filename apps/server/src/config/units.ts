import { isIP } from 'node:net';
import { z } from 'zod';

/** What an environment variable or a flag holds: texts from the one, texts and numbers from the other. */
export type Given = string | number | boolean | readonly string[];

const bytesOf = { b: 1, kb: 1e3, mb: 1e6, gb: 1e9, kib: 2 ** 10, mib: 2 ** 20, gib: 2 ** 30 } as const;

/** A schema of texts and numbers; what `read` answers with `undefined` is wrong. */
function from<T>(expected: string, read: (text: string) => T | undefined) {
  return z.union([z.string(), z.number(), z.boolean()], expected).transform((given, context) => {
    const value = read(String(given).trim());
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: expected });
    return z.NEVER;
  });
}

/** A whole number. */
export function integer(least: number, most: number) {
  return from(`a whole number from ${least} to ${most}`, (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
    return value >= least && value <= most ? value : undefined;
  });
}

/** A number, fractions allowed. @param unit what it counts, such as `seconds` */
export function decimal(least: number, most: number, unit: string) {
  return from(`a number of ${unit} from ${least} to ${most}`, (text) => {
    const value = /^\d{1,15}(\.\d{1,9})?$/.test(text) ? Number(text) : NaN;
    return value >= least && value <= most ? value : undefined;
  });
}

/** A size in bytes: `1048576`, `512MB`, `1 GiB`. */
export function size(least: number) {
  return from(`a size from ${least} bytes, such as 1MB or 512MiB`, (text) => {
    const [, number, unit = 'b'] = /^(\d{1,12}(?:\.\d{1,3})?)\s*([kmg]i?b|b)?$/i.exec(text) ?? [];
    if (number === undefined) return undefined;
    const value = Math.round(Number(number) * bytesOf[unit.toLowerCase() as keyof typeof bytesOf]);
    return value >= least && Number.isSafeInteger(value) ? value : undefined;
  });
}

/** Text of one line that is not empty. */
export function line(expected: string) {
  return from(expected, (text) => (/^[^\p{Cc}]{1,4096}$/u.test(text) ? text : undefined));
}

/** One of a list of names. */
export function oneOf<const T extends string>(names: readonly T[]) {
  return from(`one of ${names.join(', ')}`, (text) => names.find((name) => name === text));
}

/** The origin of a web page or server: scheme, host, port, nothing after it. */
export const origin = from('an origin such as https://tombola.example.org', originOf);

/** Origins with commas between them, or a list of them. */
export const origins = z.union([z.string(), z.array(z.string()).readonly()]).transform((given, context) => {
  const texts = (typeof given === 'string' ? given.split(',') : given).map((text) => text.trim());
  const values = texts.filter((text) => text !== '').map(originOf);
  if (values.every((value) => value !== undefined)) return [...new Set(values)];
  context.addIssue({ code: 'custom', message: 'origins such as https://portal.example.org, with commas between them' });
  return z.NEVER;
});

function originOf(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, origin, pathname, search, hash, username, password } = new URL(text);
  const bare = pathname === '/' && search === '' && hash === '' && username === '' && password === '';
  return bare && /^https?:$/.test(protocol) ? origin : undefined;
}

/**
 * Which proxies are believed, by their addresses and networks. `true` believes any sender, which is right only where
 * nothing but the proxy can reach the server; a number of proxies would be as easy to forge.
 */
export const proxies = from(
  'false, true, or addresses and networks such as 10.0.0.0/8 with commas between them',
  (text) => {
    if (text === 'true' || text === 'false') return text === 'true';
    const names = text.split(',').map((name) => name.trim());
    return names.every(isNetwork) ? names : undefined;
  },
);

function isNetwork(text: string): boolean {
  if (/^(loopback|linklocal|uniquelocal)$/.test(text)) return true;
  const [, address = '', bits = '0'] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const version = isIP(address);
  return version !== 0 && Number(bits) <= (version === 4 ? 32 : 128);
}

/** The URL of a PostgreSQL database. */
export const databaseUrl = from(
  'the URL of a PostgreSQL database, such as postgres://user@host:5432/tombola',
  (text) => (URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol) ? text : undefined),
);

/** A folder, or a bucket with or without a prefix. */
export const location = from('a folder, or s3://BUCKET/PREFIX', (text) =>
  /^s3:\/\/[a-z0-9][a-z0-9.-]+(\/[^\p{Cc}?#]*)?$/u.test(text) || /^(?![a-z][a-z0-9+.-]*:\/\/)[^\p{Cc}]+$/iu.test(text)
    ? text
    : undefined,
);

/** The URL of an OpenID Connect provider, where `.well-known/openid-configuration` lies. */
export const issuer = from(
  'the URL of an OpenID Connect provider, such as https://login.example.org/realms/lab',
  (text) =>
    URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).search === '' ? text : undefined,
);
