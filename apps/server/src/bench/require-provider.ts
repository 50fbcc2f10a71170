import { whyUnusable, type Provider } from '@tombola/engine';
import { InputError } from '@tombola/shared';

/** @throws {InputError} when a provider cannot be used here: a measurement of another one in its place would mislead. */
export async function requireProvider(provider: Provider): Promise<void> {
  const reason = await whyUnusable(provider);
  if (reason === undefined) return;
  throw new InputError({
    what: `${provider} cannot be used here`,
    value: reason.trim(),
    expected: 'a provider that this machine has the driver and the libraries of',
    mend: '`tombola doctor` says which work.',
  });
}
