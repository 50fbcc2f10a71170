import { InputError } from '@tombola/shared';
import { saveCheckpoint } from '../ledger/checkpoint';
import { removeCheckpoint } from './blobs';
import type { StreamOptions } from './metric-stream';
import { changeSometime } from './workplace';

interface Written {
  readonly step: number;
  readonly file: string;
}

/**
 * Checkpoints of a training on their way into the artifact store, one at a time: those that a newer one overtakes are
 * left out, and so is one that cannot be stored, for the next may be.
 */
export class CheckpointUpload {
  private latest: Written | undefined;
  private working: Promise<void> | undefined;
  private closed = false;

  /** @param stored the digest of the checkpoint that the level has */
  constructor(
    private readonly options: StreamOptions,
    private stored: string | undefined,
  ) {}

  /** A checkpoint that is in place; the file may be replaced by a later one at any time. */
  offer(checkpoint: Written): void {
    if (this.closed) return;
    this.latest = checkpoint;
    this.working ??= this.work();
  }

  /** Takes no more, and resolves when nothing is on its way. */
  async close(): Promise<void> {
    this.closed = true;
    this.latest = undefined;
    await this.working;
  }

  /** Resolves when nothing is on its way. */
  async settled(): Promise<void> {
    await this.working;
  }

  /** Takes away what is stored, after the end of the level. */
  async forget(): Promise<void> {
    await this.close();
    const { place, logger } = this.options;
    if (this.stored !== undefined) await removeCheckpoint(place, logger, this.stored);
  }

  private async work(): Promise<void> {
    try {
      for (let next = this.latest; next !== undefined; next = this.latest) {
        this.latest = undefined;
        await this.upload(next);
      }
    } catch (error) {
      this.options.onError(error);
    } finally {
      this.working = undefined;
    }
  }

  private async upload({ step, file }: Written): Promise<void> {
    const { place, hold, logger, signal } = this.options;
    let sha256: string;
    try {
      ({ sha256 } = await place.artifacts.putFile(file));
    } catch (err) {
      // The training has ended and taken its file away.
      if (this.closed || err instanceof InputError) return;
      logger.warn({ err, step }, 'a checkpoint cannot be stored and is left out; the training goes on');
      return;
    }
    await changeSometime(place, logger, signal, (change) => saveCheckpoint(change, hold, { sha256, step }));
    const before = this.stored;
    this.stored = sha256;
    if (before !== undefined && before !== sha256) await removeCheckpoint(place, logger, before);
  }
}
