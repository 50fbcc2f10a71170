import type { StudyLevel } from './study-level';

/**
 * The ticket worth shipping: the sparsest level of the arm whose validation accuracy at the end, averaged over seeds, is
 * no worse than the dense network's (the arm's own level 0, else that of the first arm that has one: for studies of one task), and in it the seed with the best. Validation chooses, so test accuracy stays an
 * honest report. Without such a level, the best pruned one.
 */
export function chooseTicket(levels: readonly StudyLevel[], arm: string): StudyLevel | undefined {
  const own = levels.filter((level) => level.arm === arm);
  const pruned = own.filter(({ result }) => result.level > 0);
  if (pruned.length === 0) return undefined;
  const accuracy = ({ result }: StudyLevel) => result.metrics.validationAccuracyAtEnd ?? 0;
  const meanOf = (some: readonly StudyLevel[]) => some.reduce((sum, one) => sum + accuracy(one), 0) / some.length;
  const mean = (level: number) => meanOf(own.filter(({ result }) => result.level === level));
  const isDense = ({ result }: StudyLevel) => result.level === 0 && result.density === 1;
  const dense = own.some(isDense) ? own : levels.filter((each) => each.arm === levels.find(isDense)?.arm);
  const bar = meanOf(dense.filter(isDense));
  const depths = [...new Set(pruned.map(({ result }) => result.level))].sort((a, b) => b - a);
  const chosen =
    depths.find((level) => mean(level) >= bar) ??
    depths.reduce((best, level) => (mean(level) > mean(best) ? level : best));
  return pruned
    .filter(({ result }) => result.level === chosen)
    .reduce((best, level) => (accuracy(level) > accuracy(best) ? level : best));
}
