import type { Hold } from '../ledger/fence';
import type { WarmProcess } from './warm-process';

/** Why a task is broken off: somebody asked for it, this worker ends, or the task is another's by now. */
export type Stop = 'paused' | 'cancelled' | 'stopping' | 'lost';

/** A level or an export that this worker has claimed. */
export interface Task {
  /** What of the ledger this worker holds; the export's id for an export. */
  readonly hold: Hold | string;
  /** Steps done. */
  readonly step: number;
  /** Does it and writes down how it ended. Rejects never. */
  run(process: WarmProcess): Promise<void>;
  /** Breaks it off; `run` resolves soon. More than once does no harm. */
  stop(why: Stop): void;
}
