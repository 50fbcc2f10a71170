import { signInOptionsOut, type SignInOptions } from '@tombola/shared';
import { capitalise } from '../lib/words';

/** Why nobody is signed in. */
export interface Refusal {
  /** For people. */
  readonly words: string;
  /** Seconds until trying again has a point. */
  readonly waitSeconds?: number;
  /** The address and the password do not fit together. */
  readonly mistyped?: boolean;
}

type Fetch = typeof fetch;

/** How one signs in at this server. Errors: TypeError when it cannot be reached, Error when it cannot say. */
export async function askOptions(ask: Fetch = fetch): Promise<SignInOptions> {
  const answer = await ask('/auth/options');
  if (!answer.ok) throw new Error(`the server does not say how one signs in (it answered ${answer.status})`);
  return signInOptionsOut.parse(await answer.json());
}

/** Signs in; the answer brings the session's cookie. @returns nothing, or why not */
export async function signInByPassword(
  email: string,
  password: string,
  ask: Fetch = fetch,
): Promise<Refusal | undefined> {
  const { answer, refusal } = await post('/auth/sign-in/email', { email: email.trim(), password }, ask);
  return answer?.ok === true ? undefined : refusal;
}

/**
 * Begins a sign-in at the other login. It comes back to the sign-in page either way, with `via` when somebody is signed in.
 *
 * @param next a path of the portal
 * @returns the other login's page, or why it cannot be gone to
 */
export async function signInElsewhere(next: string, ask: Fetch = fetch): Promise<string | Refusal> {
  const back = `/sign-in?next=${encodeURIComponent(next)}`;
  const body = { provider: 'oidc', callbackURL: `${back}&via=oidc`, errorCallbackURL: back };
  const { answer, refusal } = await post('/auth/sign-in/social', body, ask);
  if (answer?.ok !== true) return refusal;
  const { url } = (await answer.json()) as { url?: unknown };
  return typeof url === 'string' ? url : { words: 'The server does not say where the other login is.' };
}

async function post(path: string, body: object, ask: Fetch): Promise<{ answer?: Response; refusal: Refusal }> {
  const away = 'The server cannot be reached. Check that it runs, and try again.';
  const headers = { 'content-type': 'application/json' };
  try {
    const answer = await ask(path, { method: 'POST', headers, body: JSON.stringify(body) });
    return { answer, refusal: answer.ok ? { words: '' } : await refusalOf(answer) };
  } catch (error) {
    if (error instanceof TypeError) return { refusal: { words: away } };
    throw error;
  }
}

/** What an answer that is no success says: of better-auth, or of the server around it. */
async function refusalOf(answer: Response): Promise<Refusal> {
  const { status, headers } = answer;
  const { code, error } = ((await answer.json().catch(() => ({}))) ?? {}) as {
    code?: string;
    error?: { message?: string };
  };
  if (status === 401) return { words: 'This e-mail address and this password do not fit together.', mistyped: true };
  if (code === 'INVALID_EMAIL') return { words: 'This is no e-mail address.', mistyped: true };
  if (status === 429) {
    const waitSeconds = Math.max(1, Math.ceil(Number(headers.get('retry-after')) || 60));
    return { words: 'There were too many attempts from this address of the network.', waitSeconds };
  }
  if (error?.message !== undefined) return { words: capitalise(error.message) };
  return { words: `The server could not do it now (it answered ${status}). Try again in a moment.` };
}

const fromElsewhere: Readonly<Record<string, string>> = {
  access_denied: 'The other login was broken off, or did not let you through.',
  signup_disabled: 'There is no account with your e-mail address here. An administrator makes one.',
  account_not_linked: 'The other login has not verified your e-mail address, so it does not open the account here.',
  email_not_verified: 'The other login has not verified your e-mail address, so it does not open the account here.',
  email_not_found: 'The other login does not tell your e-mail address, by which accounts are found here.',
  state_mismatch: 'The other login took too long, or was begun in another browser. Begin again.',
  state_not_found: 'The other login took too long, or was begun in another browser. Begin again.',
  please_restart_the_process: 'The other login took too long, or was begun in another browser. Begin again.',
};

/** Why the other login failed, by the code that stands in the address when it comes back. */
export function wordsOfCode(code: string): string {
  const known = Object.hasOwn(fromElsewhere, code) ? fromElsewhere[code] : undefined;
  // Anybody can make an address: what stands in it is shown only when it can be a code.
  return known ?? `The other login did not work${/^[\w-]{1,60}$/.test(code) ? ` (${code})` : ''}. Try again.`;
}
