import { createHash } from 'node:crypto';
import type { StoredTensor } from '@tombola/shared';

/** SHA-256, in hexadecimal digits, of named tensors and a text: it differs when any bit, shape or name does. */
export function digest(tensors: Readonly<Record<string, StoredTensor>>, text: string): string {
  const sha = createHash('sha256').update(text);
  for (const name of Object.keys(tensors).sort()) {
    const { shape, data } = tensors[name]!;
    sha.update(JSON.stringify([name, shape])).update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }
  return sha.digest('hex');
}
