import { groupBy } from '@tombola/shared';
import { colourSlots } from './colour-slots';
import type { Compared, ComparedTrial } from './compared';
import { groupsFrom, type Group } from './groups';
import { labelsOf, type Place } from './labels';

/** What groups are: trials that differ in their seeds only, or arms of studies. */
export const groupings = ['recipe', 'arm'] as const;

interface Placed {
  readonly key: string;
  readonly place: Place | undefined;
  readonly trial: ComparedTrial;
}

/**
 * The groups of a comparison under their names, those of a study together in the order of its arms. The groups of one study have
 * the colours of its arms; those of several have colours that stay with them, whatever else is compared. By arm a trial is in every arm that has it in
 * the studies that are chosen; one that was chosen by itself is in the first of any.
 *
 * @param chosen ids of studies
 */
export function namedGroups(
  { trials, members }: Pick<Compared, 'trials' | 'members'>,
  chosen: readonly string[],
  by: (typeof groupings)[number],
): Group[] {
  const studies = new Set(chosen);
  const placed = trials.flatMap((trial): Placed[] => {
    const own = trial.studies.filter(({ study }) => studies.has(study));
    const places = own.length > 0 ? own : trial.studies.slice(0, 1);
    if (by === 'recipe' || places.length === 0) return [{ key: trial.recipeHash, place: places[0], trial }];
    return places.map((place) => ({ key: `${place.study}/${place.arm}`, place, trial }));
  });
  placed.sort((a, b) => compare(studyOf(a), studyOf(b)) || positionOf(a) - positionOf(b));
  const byKey = groupBy(placed, ({ key }) => key);
  const groups = groupsFrom([...byKey].map(([key, own]) => [key, own.map(({ trial }) => trial)]));
  const labels = labelsOf(
    groups.map(({ key, recipes }) => ({ key, recipes, place: byKey.get(key)![0]!.place })),
    members,
  );
  const isOneStudy = new Set(placed.map(studyOf)).size === 1;
  const slots = isOneStudy ? groups.map(({ index }) => index) : colourSlots(groups.map(({ key }) => key));
  return groups.map((group, i) => ({ ...group, index: slots[i]!, label: labels.get(group.key)! }));
}

const studyOf = ({ place }: Placed) => place?.study ?? '';
const positionOf = ({ place }: Placed) => place?.position ?? 0;
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
