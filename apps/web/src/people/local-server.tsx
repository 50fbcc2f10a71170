'use client';
import { CodeBlock } from '../ui/copy';
import { Section } from '../ui/section';

const account = 'npx tombola user create you@example.org --name You --role admin';
const serve = 'npx tombola serve --host 0.0.0.0 --public-url https://tombola.example.org';

/** On a server that only its own machine reaches: why nobody signs in, and how that changes. */
export function LocalServer() {
  return (
    <Section id="you" title="Nobody signs in here">
      <div className="flex max-w-3xl flex-col gap-3 text-sm">
        <p>
          This server answers on this machine only (loopback). Whoever uses the machine is its administrator, and nobody
          is asked for a password. Programs may use tokens, which count here too.
        </p>
        <p>
          For a team the server listens at another address, and then everybody signs in: make an administrator first
          (the password comes from standard input), then start the server anew, behind a proxy that speaks HTTPS.
        </p>
        <CodeBlock label="Making an administrator and serving a team" code={`${account}\n${serve}`} />
        <p className="text-soft">
          Roles are viewer, editor and admin. A login elsewhere (OpenID Connect) is set with --oidc-issuer and its
          client; all settings: npx tombola serve --help.
        </p>
      </div>
    </Section>
  );
}
