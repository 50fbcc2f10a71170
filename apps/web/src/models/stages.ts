import type { ModelVersionOut } from '@tombola/shared';

export type Stage = ModelVersionOut['stage'];
export const stages: readonly Stage[] = ['none', 'staging', 'production', 'archived'];

/**
 * What becomes of a model when a version goes to another stage, said before it is done. Undefined: production is not
 * touched, and there is nothing to say.
 */
export function consequence(
  { version, stage: before }: Pick<ModelVersionOut, 'version' | 'stage'>,
  stage: Stage,
  production: number | null,
): string | undefined {
  if (stage === before) return undefined;
  if (stage === 'production') {
    const other = production === null || production === version ? undefined : production;
    return other === undefined
      ? `Version ${version} goes into production. No version is there now.`
      : `Version ${version} goes into production. Version ${other}, which is there now, is archived in the same moment.`;
  }
  if (before === 'production')
    return `Version ${version} leaves production${stage === 'archived' ? ' for the archive' : ''}. No version is in production after that.`;
  return undefined;
}
