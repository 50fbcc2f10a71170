import { readRecipe } from '@tombola/shared';
import { Results, type Job } from '@tombola/studies';
import type { Logger } from 'pino';
import { failExport, finishExport, type ExportClaim } from '../ledger/exports';
import { LostLevelError } from '../ledger/fence';
import { clear, fetchLevel } from './level-files';
import { storagePasses } from './passing';
import { persist } from './persist';
import type { Stop, Task } from './task';
import { deathOf, type WarmProcess } from './warm-process';
import { changeSometime, type Workplace } from './workplace';

/** One ONNX file that this worker writes and verifies. It takes seconds, so it is never broken off. */
export class ExportTask implements Task {
  readonly step = 0;
  private readonly logger: Logger;

  constructor(
    private readonly place: Workplace,
    private readonly claim: ExportClaim,
  ) {
    this.logger = place.logger.child({ job: claim.level, export: claim.hold.export, attempt: claim.hold.attempt });
  }

  get hold() {
    return this.claim.hold.export;
  }

  stop(_why: Stop): void {}

  async run(warm: WarmProcess): Promise<void> {
    const results = new Results(warm.results);
    const kill = () => warm.kill();
    this.place.deadline.addEventListener('abort', kill);
    try {
      await this.work(warm, results);
    } catch (error) {
      await this.fail(error);
    } finally {
      this.place.deadline.removeEventListener('abort', kill);
      await clear(results).catch((err: unknown) => this.logger.warn({ err }, 'scratch files could not be removed'));
    }
  }

  private async work(warm: WarmProcess, results: Results): Promise<void> {
    const { place, claim, logger } = this;
    const level = Number(/\d+$/.exec(claim.level)![0]);
    const job: Job = { recipe: readRecipe(claim.recipe), seed: claim.seed, level };
    await this.persistFiles(async () => {
      await clear(results);
      await fetchLevel(place.artifacts, results, job, claim.files);
    });
    const outcome = await warm.export(`${claim.hold.export}#${claim.hold.attempt}`, job);
    if (outcome.type === 'died') throw named(deathOf(outcome.how));
    if (outcome.type === 'failed') throw named(outcome.error);
    if (outcome.type !== 'exported') throw new Error(`an export ended with ${outcome.type}`);
    const { file, verification } = outcome;
    const stored = await this.persistFiles(() => place.artifacts.putFile(file));
    const onnx = { name: `${claim.level}.onnx`, ...stored };
    await changeSometime(place, logger, place.deadline, (change) =>
      finishExport(change, claim.hold, onnx, verification),
    );
    logger.info({ ok: verification.ok }, 'exported');
  }

  private persistFiles<T>(work: () => Promise<T>): Promise<T> {
    const { deadline } = this.place;
    return persist(work, {
      passes: storagePasses,
      signal: deadline,
      onWait: (err, wait) => this.logger.error({ err, wait }, 'files cannot be stored or read: the export waits'),
    });
  }

  private async fail(error: unknown): Promise<void> {
    const { place, claim, logger } = this;
    // What is not finished is found again by its worker's end.
    if (place.deadline.aborted || error instanceof LostLevelError) return logger.info('the export is left to others');
    logger.error({ err: error }, 'the export failed');
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    try {
      await changeSometime(place, logger, place.deadline, (change) =>
        failExport(change, claim.hold, { name, message }),
      );
    } catch (err) {
      if (!(err instanceof LostLevelError)) logger.error({ err }, 'the export is left to others');
    }
  }
}

function named({ name, message }: { name: string; message: string }): Error {
  return Object.assign(new Error(message), { name });
}
