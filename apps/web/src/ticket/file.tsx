'use client';
import { CopyButton } from '../ui/copy';

/** Where the bytes of an artifact are. */
export const contentOf = (artifact: string): string => `/api/v1/artifacts/${artifact}/content`;

/** A SHA-256, short, whole on hover and to be copied. */
export function Digest({ sha256 }: { readonly sha256: string }) {
  return (
    <span className="inline-flex items-center gap-1 text-xs">
      <span className="text-soft">sha256</span>
      <code title={sha256} className="font-mono">
        {sha256.slice(0, 12)}
      </code>
      <CopyButton text={sha256} />
    </span>
  );
}
