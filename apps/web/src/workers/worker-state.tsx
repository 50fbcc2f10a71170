import type { WorkerOut } from '@tombola/shared';
import { Badge, type Tone } from '../ui/badge';

const states: Readonly<Record<WorkerOut['state'], readonly [Tone, string, string]>> = {
  live: ['good', '●', 'it takes what is queued'],
  stopping: ['warn', '◔', 'it ends what it has, and takes nothing new'],
  stopped: ['neutral', '○', 'it ended in order'],
  lost: ['bad', '✕', 'it was silent for too long: what it had was queued anew'],
};

export function WorkerState({ state }: { readonly state: WorkerOut['state'] }) {
  const [tone, sign, title] = states[state];
  return (
    <Badge tone={tone} title={title}>
      <span aria-hidden="true">{sign}</span>
      {state}
    </Badge>
  );
}
