import { canonicalJson, InputError, isRecord } from '@tombola/shared';
import { armsOf, layProtocol, type PlanOptions, type Study } from './study';

/**
 * Refuses a change that no arm takes, since each says itself what it has there: what is reported then would not be what was
 * asked for. A change that says what the study has already is none, and is let through. For who asks; what was planned once is
 * planned again without.
 *
 * @throws {InputError} naming the change, or an arm that a scale has and the study has not.
 */
export function checkChanges(study: Study, { scale, changes = {} }: Pick<PlanOptions, 'scale' | 'changes'>): void {
  const declared = study.scales[scale];
  if (declared === undefined) return;
  const ofStudy = layProtocol(study, scale, []);
  const arms = armsOf(study, declared).map(({ recipe, scales = {} }) => {
    const patched = (some: unknown) => layProtocol(study, scale, [some, recipe, scales[scale] ?? {}]);
    return { changed: patched(changes), unchanged: patched({}) };
  });
  for (const { path, value } of leavesOf(changes)) {
    const wanted = canonicalJson(value);
    const has = (recipe: unknown) => canonicalJson(valueAt(recipe, path) ?? null) === wanted;
    const isTaken = arms.some(({ changed, unchanged }) => has(changed) && !has(unchanged));
    if (isTaken || has(ofStudy) || arms.every(({ changed }) => has(changed))) continue;
    throw new InputError({
      what: `no arm of the study ${study.id} takes this change, since each says itself what it has there`,
      value: `${path.join('.')}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
      expected: 'a change of something that the study leaves to some of its arms',
      mend: 'Leave it out, or change the arms in a study of your own.',
    });
  }
}

/** What changes set, without what they remove. */
function leavesOf(changes: unknown, path: readonly string[] = []): { path: readonly string[]; value: unknown }[] {
  if (changes === null) return [];
  if (!isRecord(changes)) return [{ path, value: changes }];
  return Object.entries(changes).flatMap(([name, value]) => leavesOf(value, [...path, name]));
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, name) => (isRecord(at) ? at[name] : undefined), value);
}
