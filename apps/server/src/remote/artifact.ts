import { basename, resolve } from 'node:path';
import type { Output } from '../cli/output';
import type { ServerContext } from '../cli/shell';
import type { Client } from '../client/client';
import { write } from './export';

/** `artifact get`: the bytes of an artifact, checked, in a file. */
export async function getArtifact(
  client: Client,
  { signal }: ServerContext,
  { output }: { readonly output?: string },
  id: string,
): Promise<Output> {
  const artifact = await client.artifacts.get.query({ artifact: id });
  const bytes = await client.downloadArtifact(id, { signal });
  // The name is whatever somebody called it; it is no path.
  const path = resolve(output ?? (basename(artifact.name) || id));
  await write(path, bytes);
  return {
    value: { file: path, ...artifact },
    text: () => `${path}\n${bytes.length.toLocaleString('en-US')} bytes, SHA-256 ${artifact.sha256}`,
  };
}
