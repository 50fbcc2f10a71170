import { readRecipe } from '@tombola/shared';
import { neededBy, Results, type Failure, type Job } from '@tombola/studies';
import type { Logger } from 'pino';
import type { Claim } from '../ledger/claim';
import { LostLevelError } from '../ledger/fence';
import { finishLevel } from '../ledger/finish';
import { levelIdOf } from '../ledger/ids';
import { crashLevel, failLevel, releaseLevel } from '../ledger/unfinished';
import { CheckpointUpload } from './checkpoint-upload';
import { notLongAfter, TooLateError } from './ending';
import { clear, fetchCheckpoint, fetchLevel, storeLevel } from './level-files';
import { MetricStream } from './metric-stream';
import { isDiskError, storagePasses } from './passing';
import { jittered, persist, sleep } from './persist';
import type { Stop, Task } from './task';
import { deathOf, type Outcome, type WarmProcess } from './warm-process';
import { changeSometime, type Workplace } from './workplace';

/** A training that is asked to stop and does not is killed: what somebody cancels has ended within five seconds. */
const STUBBORN_MS = 2500;
/** Who cancels does not wait longer for the checkpoint, who pauses does. */
const UPLOAD_MS = { cancelled: 500, paused: 10_000, stopping: 10_000 } as const;
/** What is on its way into or out of the artifact store when this is to stop may take so long. */
const STORE_MS = 1500;
/** The pauses before a training is tried again that failed because the disk of this machine is full. */
const DISK_MS = 5000;

/** One level that this worker trains, from its files to its result. */
export class LevelTask implements Task {
  step: number;
  private readonly logger: Logger;
  /** Fires when this is to stop, whatever the reason. */
  private readonly asked = new AbortController();
  /** Fires when nothing more can be written: the level is another's, or the worker's time is over. */
  private readonly over = new AbortController();
  private why: Stop | undefined;
  private fault: Error | undefined;
  private process: WarmProcess | undefined;
  private stubborn: NodeJS.Timeout | undefined;

  constructor(
    private readonly place: Workplace,
    private readonly claim: Claim,
  ) {
    const { level, attempt } = claim.hold;
    this.logger = place.logger.child({ trial: claim.trialId, job: level, attempt });
    this.step = claim.checkpoint?.step ?? 0;
    place.deadline.addEventListener('abort', () => this.end(), { signal: this.over.signal });
  }

  get hold() {
    return this.claim.hold;
  }

  stop(why: Stop): void {
    if (this.why === 'lost' || this.why === why) return;
    this.why = why;
    this.asked.abort();
    if (why === 'lost') return this.end();
    if (this.process === undefined) return;
    this.process.interrupt();
    if (why !== 'stopping') this.stubborn ??= setTimeout(() => this.process?.kill(), STUBBORN_MS);
  }

  private end(): void {
    this.asked.abort();
    this.over.abort();
    this.process?.kill();
  }

  async run(warm: WarmProcess): Promise<void> {
    const started = performance.now();
    const results = new Results(warm.results);
    try {
      await this.work(warm, results);
    } catch (error) {
      await this.giveUp(error, warm.log);
    } finally {
      clearTimeout(this.stubborn);
      this.over.abort();
      await clear(results).catch((err: unknown) => this.logger.warn({ err }, 'scratch files could not be removed'));
      this.logger.debug({ seconds: (performance.now() - started) / 1000 }, 'the level has left this worker');
    }
  }

  private async work(warm: WarmProcess, results: Results): Promise<void> {
    const { place, claim, hold, logger } = this;
    if (this.asked.signal.aborted) return this.release('');
    const job: Job = { recipe: readRecipe(claim.recipe), seed: claim.seed, level: claim.level };
    const stored = await this.fetch(results, job);
    const stream = { place, hold, logger, signal: this.over.signal, onError: (error: unknown) => this.fail(error) };
    const metrics = new MetricStream(stream);
    const checkpoints = new CheckpointUpload(stream, stored);
    logger.info({ step: this.step, steps: claim.steps }, 'training');
    const outcome = await this.train(warm, job, metrics, checkpoints);
    const { log } = warm;
    const write = <T>(work: Parameters<typeof changeSometime<T>>[3]) =>
      changeSometime(place, logger, this.over.signal, work);

    if (outcome.type === 'done') {
      const files = await this.persistFiles(() => storeLevel(place.artifacts, results, job));
      await metrics.close();
      await checkpoints.close();
      await write((change) => finishLevel(change, place.boss, hold, { result: outcome.result, files, log }));
      logger.info({ seconds: outcome.result.record['seconds'] }, 'done');
      return checkpoints.forget();
    }
    if (outcome.type === 'interrupted' || (outcome.type === 'died' && this.why !== undefined)) {
      if (this.why === 'lost') throw new LostLevelError(hold);
      const patience = UPLOAD_MS[this.why ?? 'stopping'];
      await Promise.race([checkpoints.settled(), sleep(patience, this.over.signal)]);
      await metrics.drain();
      return this.release(log);
    }
    await metrics.drain();
    if (this.fault !== undefined) throw this.fault;
    if (outcome.type === 'failed') {
      logger.warn({ problem: outcome.error.message }, 'failed');
      return write((change) => failLevel(change, hold, outcome.error, log));
    }
    if (outcome.type === 'died') {
      const error = deathOf(outcome.how);
      const next = await write((change) => crashLevel(change, place.boss, hold, error, log));
      return logger.warn({ problem: error.message, next }, 'crashed');
    }
  }

  /** Brings what the training starts from. @returns the digest of the checkpoint that is stored */
  private async fetch(results: Results, job: Job): Promise<string | undefined> {
    const { claim, logger } = this;
    const { artifacts } = this.place;
    return this.persistFiles(async () => {
      await clear(results);
      for (const needed of neededBy(job)) {
        await fetchLevel(artifacts, results, needed, claim.before[levelIdOf(needed)] ?? {});
      }
      if (claim.checkpoint === null) return undefined;
      const { sha256, step } = claim.checkpoint;
      if (await fetchCheckpoint(artifacts, results, job, sha256)) return sha256;
      logger.warn({ sha256, step }, 'the checkpoint is gone or damaged: the level begins again');
      this.step = 0;
      return undefined;
    });
  }

  /** Trains, again and again while the disk of this machine is what is wrong. */
  private async train(
    warm: WarmProcess,
    job: Job,
    metrics: MetricStream,
    checkpoints: CheckpointUpload,
  ): Promise<Outcome> {
    const key = `${this.hold.level}#${this.hold.attempt}`;
    for (;;) {
      if (this.asked.signal.aborted) return { type: 'interrupted', key, step: this.step };
      this.process = warm;
      const outcome = await warm.train(key, job, (report) => {
        if (report.type === 'checkpoint') checkpoints.offer(report);
        if (report.type === 'measurement') metrics.add(report.measurement);
        this.step = Math.max(this.step, report.type === 'measurement' ? report.measurement.step : report.step);
      });
      this.process = undefined;
      clearTimeout(this.stubborn);
      if (outcome.type !== 'failed' || !isDiskError(outcome.error)) return outcome;
      this.logger.error({ problem: outcome.error.message }, 'no room on this machine: the training waits');
      await sleep(jittered(DISK_MS), this.asked.signal);
    }
  }

  /** Waits for the artifact store, unless this is to stop. */
  private persistFiles<T>(work: () => Promise<T>): Promise<T> {
    const { signal } = this.asked;
    const stored = persist(work, {
      passes: storagePasses,
      signal,
      onWait: (err, wait) => this.logger.error({ err, wait }, 'files cannot be stored or read: the level waits'),
    });
    return notLongAfter(signal, STORE_MS, stored);
  }

  private async release(log: string): Promise<void> {
    const { place, hold, logger } = this;
    await changeSometime(place, logger, this.over.signal, (change) => releaseLevel(change, place.boss, hold, log));
    logger.info({ why: this.why, step: this.step }, 'given back');
  }

  /** Something beside the training broke. */
  private fail(error: unknown): void {
    if (error instanceof LostLevelError) return this.stop('lost');
    if (this.over.signal.aborted) return;
    this.fault ??= error instanceof Error ? error : new Error(String(error));
    this.process?.kill();
  }

  private async giveUp(error: unknown, log: string): Promise<void> {
    const { place, hold, logger } = this;
    if (error instanceof LostLevelError || this.why === 'lost')
      return logger.info('the level was taken from this worker');
    try {
      if (this.over.signal.aborted) return logger.warn({ err: error }, 'the level is left to whoever finds it');
      if (this.asked.signal.aborted && (storagePasses(error) || error instanceof TooLateError)) {
        return await this.release(log);
      }
      logger.error({ err: error }, 'failed');
      const failure = failureFrom(error);
      await changeSometime(place, logger, this.over.signal, (change) => failLevel(change, hold, failure, log));
    } catch (err) {
      if (!(err instanceof LostLevelError)) logger.error({ err }, 'the level is left to whoever finds it');
    }
  }
}

function failureFrom(error: unknown): Failure {
  return error instanceof Error
    ? { name: error.name, message: error.message }
    : { name: 'Error', message: String(error) };
}
