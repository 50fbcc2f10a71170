import { InferenceSession } from 'onnxruntime-node';
import { node, type Value } from '../graph/graph';
import { encodeModel } from '../onnx/model';
import { sessionOptions, type Provider } from './options';

const known = new Map<Provider, Promise<string | undefined>>();

/**
 * Why a provider cannot be used here: its library, a driver or a device is missing. `undefined` when it can. Found by
 * loading a tiny model, once a process.
 */
export function whyUnusable(provider: Provider): Promise<string | undefined> {
  if (provider === 'cpu') return Promise.resolve(undefined);
  const asked = known.get(provider) ?? attempt(provider);
  known.set(provider, asked);
  return asked;
}

/** The provider to run on instead of the one asked for, and why it is another one. */
export async function usable(provider: Provider): Promise<{ provider: Provider; fallback: string | undefined }> {
  const reason = await whyUnusable(provider);
  if (reason === undefined) return { provider, fallback: undefined };
  return { provider: 'cpu', fallback: `${provider} is not available: ${reason}` };
}

async function attempt(provider: Provider): Promise<string | undefined> {
  const x: Value = { dtype: 'float32', shape: [1], source: { kind: 'input', name: 'x' } };
  const model = encodeModel({ inputs: [x], outputs: [['y', node('Add', [x, x], x)]] });
  try {
    const session = await InferenceSession.create(model, sessionOptions({ provider }));
    await session.release();
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // Before what happened the runtime names the place in its source.
    return message.replace(/^.* was false\. /s, '').trim();
  }
}
