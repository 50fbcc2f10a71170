import { isRecord, type StudyCreate, type StudyDetail } from '@tombola/shared';

/** What of a study says how it was made. */
export type MadeStudy = Pick<
  StudyDetail,
  'name' | 'preset' | 'scale' | 'options' | 'device' | 'priority' | 'retryLimit' | 'tags' | 'declaration'
>;

/**
 * The request that launches a study again: what was said, nothing that holds anyway.
 *
 * @param named the preset as the server has it is the study's declaration; else the declaration itself is sent
 */
export function launchOf(study: MadeStudy, named: boolean): StudyCreate {
  const { name, preset, declaration, device, priority, retryLimit, tags } = study;
  const { seeds, draws, changes } = study.options;
  const options = {
    scale: study.scale as 'smoke' | 'quick' | 'paper',
    ...(Array.isArray(seeds) && { seeds: seeds as number[] }),
    ...(typeof draws === 'number' && { draws }),
    ...(isRecord(changes) && Object.keys(changes).length > 0 && { changes: { ...changes } }),
  };
  return {
    source:
      named && preset !== null
        ? { from: 'preset', preset, ...options }
        : { from: 'declaration', declaration, ...options },
    ...(name !== declaration['title'] && { name }),
    ...(device !== 'cpu' && { device }),
    ...(priority !== 0 && { priority }),
    ...(retryLimit !== 2 && { retryLimit }),
    ...(tags.length > 0 && { tags }),
  };
}
