import { Badge, type Tone } from '../ui/badge';
import type { Stage } from './stages';

const tones: Readonly<Record<Stage, readonly [tone: Tone, sign: string]>> = {
  none: ['neutral', '○'],
  staging: ['accent', '◔'],
  production: ['good', '●'],
  archived: ['neutral', '▽'],
};

/** Where a version is used. */
export function StageBadge({ stage }: { readonly stage: Stage }) {
  const [tone, sign] = tones[stage];
  return (
    <Badge tone={tone}>
      <span aria-hidden="true">{sign}</span>
      {stage === 'none' ? 'no stage' : stage}
    </Badge>
  );
}
