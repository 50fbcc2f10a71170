import type { ExportOut } from '@tombola/shared';
import { Badge } from '../../ui/badge';

type Known = Pick<ExportOut, 'state' | 'verified'>;

const signs = {
  queued: ['neutral', '◔', 'export waits', 'It waits for a worker.'],
  running: ['accent', '▶', 'exporting', 'A worker writes and verifies the file.'],
  failed: ['bad', '✕', 'export failed', 'No file was made.'],
  verified: ['good', '✓', 'verified', 'onnxruntime answers as the training did, and every other check passed.'],
  refuted: ['bad', '✕', 'verification failed', 'The file is not what was trained.'],
  unverified: ['warn', '?', 'not verified', 'The file was not checked.'],
} as const;

/** How an export does; green only when every check of its verification passed. */
export function VerificationBadge({ of }: { readonly of: Known }) {
  const [tone, sign, text, title] = signs[verdictOf(of)];
  return (
    <Badge tone={tone} title={title}>
      <span aria-hidden="true">{sign}</span>
      {text}
    </Badge>
  );
}

function verdictOf({ state, verified }: Known): keyof typeof signs {
  if (state !== 'done') return state;
  return verified === null ? 'unverified' : verified ? 'verified' : 'refuted';
}
