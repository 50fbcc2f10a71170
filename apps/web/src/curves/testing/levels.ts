import type { CurveLevel } from '../curve-level';

/** A level that is done, but for what is said of it. */
export function level(more: Partial<CurveLevel> = {}): CurveLevel {
  const { trial = '0123456789ab-s0', level: number = 0 } = more;
  return {
    id: `${trial}-l${number}`,
    trial,
    arm: 'dense',
    armId: 'dense',
    seed: 0,
    draw: 0,
    level: number,
    density: 1,
    state: 'done',
    step: 100,
    steps: 100,
    startedAt: '2026-01-01T00:00:00.000Z',
    finishedAt: '2026-01-01T00:01:00.000Z',
    ...more,
  };
}
