import type { EventOut } from '../client/api';

/** How many optimizer steps of a study are done, from its events: `metrics` say more than its counters. */
export class StudyProgress {
  private counted: number;
  private total: number;
  private shown = 0;
  /** Newest steps of levels that have told any, and what they were when the study was counted last. */
  private readonly levels = new Map<string, { step: number; counted: number }>();

  constructor({ steps, stepsDone }: { readonly steps: number; readonly stepsDone: number }) {
    this.counted = stepsDone;
    this.total = steps;
  }

  /** It never goes back, so that a bar does not. */
  get done(): number {
    let done = this.counted;
    for (const { step, counted } of this.levels.values()) done += Math.max(0, step - counted);
    this.shown = Math.min(this.total, Math.max(this.shown, done));
    return this.shown;
  }

  get steps(): number {
    return this.total;
  }

  see({ type, level, data }: EventOut): void {
    if (type === 'metrics' && level !== null) {
      const step = Number(data['to']);
      const before = this.levels.get(level);
      this.levels.set(level, { step, counted: before?.counted ?? 0 });
    } else if (type === 'study.changed') {
      this.counted = Number(data['stepsDone']);
      this.total = Number(data['steps']);
      for (const each of this.levels.values()) each.counted = each.step;
    } else if (type === 'level.changed' && level !== null && data['state'] === 'done') {
      this.levels.delete(level);
    }
  }
}
