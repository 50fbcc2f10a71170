import { isRecord } from '@tombola/shared';
import { Raw, toJson } from './hostile';
import type { Procedure } from './procedures';
import type { Message } from './wire';

/** How a procedure is called: by tRPC alone or in a batch of one, or by its REST route. */
export type Way = 'trpc' | 'trpc-batch' | 'rest';

/** A URL longer than this is not sent: the server reads 16 kB of head. */
const LONGEST_URL = 12_000;
const json = { 'content-type': 'application/json' };

/** The ways there are to call a procedure. */
export function waysOf({ type, rest }: Procedure): Way[] {
  if (type === 'subscription') return ['trpc'];
  return rest === undefined ? ['trpc', 'trpc-batch'] : ['trpc', 'trpc-batch', 'rest'];
}

/** The request of a call; `undefined` is no input at all. */
export function requestOf(procedure: Procedure, way: Way, input: unknown): Message {
  const { name, type, rest } = procedure;
  const path = `/trpc/${name}`;
  if (way === 'rest') return restRequest(rest!, input);
  // What is no object may be sent as no batch at all.
  if (way === 'trpc-batch') return post(`${path}?batch=1`, input === undefined ? '{}' : `{"0":${toJson(input)}}`);
  if (type === 'mutation') return post(path, input === undefined ? '' : toJson(input));
  const url = input === undefined ? path : `${path}?input=${encode(toJson(input))}`;
  if (type === 'subscription')
    return { method: 'GET', path: url.slice(0, LONGEST_URL), headers: { accept: 'text/event-stream' } };
  return url.length > LONGEST_URL ? post(path, toJson(input)) : { method: 'GET', path: url };
}

function post(path: string, body: string | undefined): Message {
  return body === undefined ? { method: 'POST', path } : { method: 'POST', path, headers: json, body };
}

/** Members that the path names go there, the others into the query or the body. What is no object stays what it is. */
function restRequest({ method, path }: NonNullable<Procedure['rest']>, input: unknown): Message {
  const members = isRecord(input) && !(input instanceof Raw) ? { ...input } : undefined;
  const filled = path.replace(/:(\w+)/g, (_, name: string) => {
    const { [name]: value = 'x' } = members ?? {};
    delete members?.[name];
    return encode(textOf(value)).slice(0, LONGEST_URL / 2);
  });
  const url = `/api/v1${filled}`;
  const whole = input === undefined ? undefined : toJson(members ?? input);
  if (method !== 'GET' && method !== 'DELETE') return { ...post(url, whole), method };
  const query = members === undefined ? encode(whole ?? '') : queryOf(members);
  return { method, path: (query === '' ? url : `${url}?${query}`).slice(0, LONGEST_URL) };
}

function queryOf(members: Readonly<Record<string, unknown>>): string {
  return Object.entries(members)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encode(name)}=${encode(textOf(value))}`)
    .join('&');
}

/** A value in a URL: texts as they are, lists with commas. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Raw) return value.text.startsWith('"') ? (JSON.parse(value.text) as string) : value.text;
  return Array.isArray(value) ? value.map(textOf).join(',') : toJson(value);
}

/** Percent-encoding that has bytes for halves of surrogate pairs, too. */
function encode(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, HALF)).replaceAll(encodeURIComponent(HALF), '%ED%A0%80');
}

/** Stands for halves while the rest is encoded; no text has it otherwise. */
const HALF = '\u{10fffe}';
