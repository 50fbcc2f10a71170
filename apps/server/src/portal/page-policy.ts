import { createHash } from 'node:crypto';
import { inlineOf } from './inline';

/**
 * The Content-Security-Policy of a page: it loads from this server only, runs its own inline scripts and no others, and
 * stands in no frame. Pages have no inline styles; one that has, such as an error page, may apply exactly those.
 */
export function pagePolicy(html: string): string {
  const { scripts, styles, styleAttributes } = inlineOf(html);
  const directives: Record<string, readonly string[]> = {
    'default-src': ["'none'"],
    'script-src': ["'self'", ...hashes(scripts)],
    'style-src': [
      "'self'",
      ...(styleAttributes.length === 0 ? [] : ["'unsafe-hashes'"]),
      ...hashes([...styles, ...styleAttributes]),
    ],
    'img-src': ["'self'", 'data:', 'blob:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'"],
    'manifest-src': ["'self'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
    'object-src': ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join(';');
}

/**
 * The policy of a script, which holds where it is the script of a worker: workers do not have their page's. It loads other scripts of
 * this server, and nothing else of anything.
 */
export const workerPolicy =
  "default-src 'none';script-src 'self';base-uri 'none';form-action 'none';frame-ancestors 'none'";

/** The sources that let texts run, each once. */
function hashes(texts: readonly string[]): string[] {
  return [...new Set(texts.map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`))];
}
