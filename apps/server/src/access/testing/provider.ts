import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Person {
  readonly sub: string;
  readonly email: string;
  readonly email_verified: boolean;
  readonly name?: string;
}

/** An OpenID Connect provider at which `person` is always logged in. */
export interface TestProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  person: Person;
  /** Members of the next ID tokens that are not as they should be. */
  wrong: Record<string, unknown>;
  /** What comes back to the redirect_uri when a browser is sent to `url`. */
  authorize(url: string): { code: string; state: string; redirectUri: string };
  close(): Promise<void>;
}

/** Starts a provider that checks PKCE and the client's secret, and signs with ES256. */
export async function startProvider(): Promise<TestProvider> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const [clientId, clientSecret] = ['tombola', 'hunter2-of-the-client'];
  const asked = new Map<string, URLSearchParams>();

  const idToken = (parameters: URLSearchParams) => {
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: issuer, aud: clientId, iat: now, exp: now + 60, nonce: parameters.get('nonce') };
    const parts = [
      { alg: 'ES256', kid: '1' },
      { ...claims, ...provider.person, ...provider.wrong },
    ];
    const text = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    const signature = sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' });
    return `${text}.${signature.toString('base64url')}`;
  };
  const exchange = (form: URLSearchParams) => {
    const parameters = asked.get(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const known = form.get('client_id') === clientId && form.get('client_secret') === clientSecret;
    if (parameters?.get('code_challenge') !== challenge || !known) return { error: 'invalid_grant' };
    asked.delete(form.get('code')!);
    const tokens = { access_token: 'at-hunter2', refresh_token: 'rt-hunter2', token_type: 'Bearer', expires_in: 60 };
    return { ...tokens, id_token: idToken(parameters) };
  };
  const server = createServer((request, response) => {
    void answer(request).then((body) => {
      response.setHeader('content-type', 'application/json');
      response.statusCode = 'error' in body ? 400 : 200;
      response.end(JSON.stringify(body));
    });
  });
  const answer = async (request: IncomingMessage): Promise<object> => {
    if (request.url === '/jwks') return { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: '1', alg: 'ES256' }] };
    if (request.url === '/token') return exchange(new URLSearchParams(await textOf(request)));
    return {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      id_token_signing_alg_values_supported: ['ES256'],
    };
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider: TestProvider = {
    issuer,
    clientId,
    clientSecret,
    person: { sub: '1', email: 'ada@example.org', email_verified: true },
    wrong: {},
    authorize(url) {
      const { searchParams } = new URL(url);
      const code = `code-${asked.size}-${Math.random()}`;
      asked.set(code, searchParams);
      return { code, state: searchParams.get('state')!, redirectUri: searchParams.get('redirect_uri')! };
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return provider;
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
