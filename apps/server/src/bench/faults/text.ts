import type { FaultReport } from './faults';

/** The report as people read it. */
export function faultText(report: FaultReport): string {
  const { trials, levels, workers, seconds, faults, attempts, lostAttempts, follower, problems } = report;
  return [
    `${trials} trials of ${levels} levels, ${workers} workers: ${seconds.quiet} s left alone, ${seconds.faulty} s under faults`,
    `faults: ${faults.workerKills} workers killed, ${faults.workerStops} stopped; server killed ${faults.serverKills} times, restarted ${faults.serverRestarts}; database killed ${faults.databaseKills} times`,
    `${attempts} attempts, ${lostAttempts} of them lost; the follower came back ${follower.reconnects} times and saw ${follower.events} events`,
    ...(problems.length === 0
      ? ['Every level ended once, with every point once, with the same bits, and no event was missed or doubled.']
      : [`${problems.length} problems:`, ...problems.slice(0, 50).map((problem) => `  ${problem}`)]),
  ].join('\n');
}
