import type { Device, Preset, StudyDetail, TrialDetail } from '@tombola/shared';
import { armPatch } from '../schema-form/arm-patch';
import { isSame, isValues, type Values } from '../schema-form/json-schema';
import { lay } from '../schema-form/patch';
import type { Original } from './equivalents';
import type { Arm } from './study-of-recipe';

/** How much of a study is run, in the study's words. */
export interface ScaleChoice {
  readonly name: string;
  readonly description: string;
  readonly seeds: readonly number[];
  readonly draws: number;
}

/** What the form is laid over: what holds where nothing is typed. */
export interface Beneath {
  /** The recipe before the arms have changed it. */
  readonly recipe: Values;
  readonly arms: readonly Arm[];
  readonly scales: readonly ScaleChoice[];
  readonly scale: string | undefined;
  readonly seeds: readonly number[];
  readonly draws: number;
  /** What people call it unless they say otherwise. */
  readonly name: string;
  readonly device: Device;
  readonly priority: number;
  readonly retries: number;
  readonly original: Original | undefined;
}

const plain = { device: 'cpu', priority: 0, retries: 2, original: undefined } as const;
const FIRST_SEEDS = [0, 1, 2];
const SCALE = 'quick';

/** A recipe alone, from nothing or from a trial. */
export function beneathRecipe(recipe: Values = {}, seeds: readonly number[] = FIRST_SEEDS): Beneath {
  return { ...plain, recipe, seeds, arms: [], scales: [], scale: undefined, draws: 1, name: '' };
}

/** A trial's recipe, with its seed. */
export const beneathTrial = ({ recipe, seed }: Pick<TrialDetail, 'recipe' | 'seed'>): Beneath =>
  beneathRecipe(recipe, [seed]);

/**
 * A study as data, checked or not: what is not there is left out.
 *
 * @param network that is chosen over the study's; the study may have a protocol for it
 */
export function beneathDeclaration(declaration: Values, wanted: string | null, network?: string): Beneath {
  const scales = Object.entries(recordAt(declaration, 'scales')).map(([name, scale]) => scaleChoice(name, scale));
  const names = scales.map(({ name }) => name);
  const scale = names.find((name) => name === wanted) ?? (names.includes(SCALE) ? SCALE : names[0]);
  const chosen = scales.find(({ name }) => name === scale);
  const own = recordAt(declaration, 'recipe');
  const patch = recordAt(recordAt(recordAt(declaration, 'scales'), scale ?? ''), 'recipe');
  const protocol = recordAt(recordAt(declaration, 'networks'), network ?? nameOfNetwork(lay(own, patch)) ?? '');
  const patches = [recordAt(protocol, 'recipe'), patch, recordAt(recordAt(protocol, 'scales'), scale ?? '')];
  return {
    ...plain,
    recipe: patches.reduce(lay, own),
    arms: armsOf(declaration, scale),
    scales,
    scale,
    seeds: chosen?.seeds ?? FIRST_SEEDS,
    draws: chosen?.draws ?? 1,
    name: typeof declaration['title'] === 'string' ? declaration['title'] : '',
  };
}

/**
 * A study that the server has, with its own options. Seeds and draws were chosen for a scale: another scale has its own.
 *
 * @param presets the studies of the literature as they are now
 */
export function beneathClone(
  study: StudyDetail,
  wanted: string | null,
  presets: readonly Preset[],
  network?: string,
): Beneath {
  const { declaration, preset, scale } = study;
  const options = study.options as Original['options'];
  const beneath = beneathDeclaration(declaration, wanted ?? scale, network ?? nameOfNetwork(options.changes));
  const own = beneath.scale === scale ? options : {};
  const now = presets.find(({ id }) => id === preset);
  return {
    ...beneath,
    recipe: lay(beneath.recipe, options.changes ?? {}),
    seeds: own.seeds ?? beneath.seeds,
    draws: own.draws ?? beneath.draws,
    name: study.name,
    device: study.device,
    priority: study.priority,
    retries: study.retryLimit,
    original: {
      id: study.id,
      name: study.name,
      declaration,
      preset: now !== undefined && isSame(now.declaration, declaration) ? now.id : undefined,
      scale,
      options,
    },
  };
}

function nameOfNetwork(recipe: Values = {}): string | undefined {
  const { name } = recordAt(recipe, 'network');
  return typeof name === 'string' ? name : undefined;
}

function scaleChoice(name: string, scale: unknown): ScaleChoice {
  const { description, seeds, draws } = isValues(scale) ? scale : {};
  return {
    name,
    description: typeof description === 'string' ? description : '',
    seeds: Array.isArray(seeds) ? seeds.filter((seed) => typeof seed === 'number') : [],
    draws: typeof draws === 'number' ? draws : 1,
  };
}

/** The arms that a scale has, as they are there. */
function armsOf(declaration: Values, scale: string | undefined): Arm[] {
  const { arms } = declaration;
  if (!Array.isArray(arms)) return [];
  const { arms: only } = recordAt(recordAt(declaration, 'scales'), scale ?? '');
  return arms
    .filter(isValues)
    .map((arm, i) => ({
      id: typeof arm['id'] === 'string' ? arm['id'] : `${i}`,
      label: typeof arm['label'] === 'string' ? arm['label'] : `arm ${i + 1}`,
      recipe: armPatch(arm, scale),
    }))
    .filter(({ id }) => !Array.isArray(only) || only.includes(id));
}

function recordAt(values: Values, key: string): Values {
  const value = Object.hasOwn(values, key) ? values[key] : undefined;
  return isValues(value) ? value : {};
}
