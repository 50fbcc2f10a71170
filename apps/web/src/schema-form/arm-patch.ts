import { isValues, type Values } from './json-schema';
import { layPatches } from './patch';

/** What an arm, as declared, changes of its study's recipe at a scale: its own patch, and what it changes there besides. */
export function armPatch(arm: Values, scale: string | undefined): Values {
  const { recipe, scales } = arm;
  const own = isValues(recipe) ? recipe : {};
  const besides = isValues(scales) && scale !== undefined && Object.hasOwn(scales, scale) ? scales[scale] : undefined;
  return isValues(besides) ? layPatches(own, besides) : own;
}
