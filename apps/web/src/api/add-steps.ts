import type { EventOut } from '@tombola/shared';

/**
 * Adds to the steps of studies what an event says of one of their levels; a level that goes back takes none away.
 *
 * @param levels where each has been heard of last @returns whether there were any
 */
export function addSteps(
  {
    type,
    level,
    studies,
    data: { from, to },
  }: Pick<EventOut, 'type' | 'level' | 'data'> & { readonly studies: readonly string[] },
  levels: Map<string, number>,
  steps: Map<string, number>,
): boolean {
  if (type !== 'metrics' || level === null || typeof to !== 'number') return false;
  const last = levels.get(level) ?? (typeof from === 'number' ? from : to);
  levels.set(level, to);
  if (to <= last) return false;
  for (const study of studies) steps.set(study, (steps.get(study) ?? 0) + to - last);
  return true;
}
