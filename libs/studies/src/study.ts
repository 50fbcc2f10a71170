import { datasetFacts } from '@tombola/datasets';
import { networkStructure, type NetworkStructure } from '@tombola/nn';
import { checkMethod } from '@tombola/pruning';
import {
  canonicalJson,
  hash,
  InputError,
  isRecord,
  minimalRecipe,
  omit,
  parse,
  readRecipe,
  studySchema,
  type Recipe,
  type ScaleName,
  type Study,
  type StudyDeclaration,
} from '@tombola/shared';
import { checkControlLevels } from './trial/control-levels';
import { checkReferences } from './study-references';
import { levelsOf, parentOf, recipesOf } from './trial/job';

export { studySchema, type ScaleName, type Study, type StudyDeclaration };

type Scale = NonNullable<Study['scales'][ScaleName]>;

/** One arm of a planned study: the recipes whose trials belong to it, one a draw. */
export interface PlannedArm {
  readonly id: string;
  readonly label: string;
  readonly recipes: readonly Recipe[];
}

/** A study at one scale, with everything decided: nothing but this determines its results. */
export interface StudyPlan {
  readonly study: Study;
  readonly scale: ScaleName;
  readonly seeds: readonly number[];
  readonly arms: readonly PlannedArm[];
  /** 12 hexadecimal digits; plans with the same trials and the same declaration have the same. */
  readonly hash: string;
}

export interface PlanOptions {
  readonly scale: ScaleName;
  /** Other seeds than the scale's. */
  readonly seeds?: readonly number[];
  readonly draws?: number;
  /** Changes to the recipe of every arm, after the study's and the scale's; the arm's own come last. */
  readonly changes?: Readonly<Record<string, unknown>>;
}

/** A declared study from TypeScript or JSON. @throws {InputError} naming what is wrong with it. */
export function readStudy(declaration: unknown): Study {
  return parse(studySchema, declaration, 'the study');
}

/** The same of somebody's own, whose arms may be misspelt. @throws {InputError} as {@link readStudy} and {@link checkReferences}. */
export function readDeclaration(declaration: unknown): Study {
  const study = readStudy(declaration);
  checkReferences(study);
  return study;
}

/**
 * Plans a study at a scale.
 *
 * @throws {InputError} when a recipe is wrong, its network is impossible for its data, or the study has no such scale.
 */
export function planStudy(study: Study, options: PlanOptions): StudyPlan {
  const scale = study.scales[options.scale];
  if (scale === undefined) {
    throw new InputError({
      what: `the study ${study.id} has no such scale`,
      value: options.scale,
      expected: Object.keys(study.scales).join(', '),
    });
  }
  const arms = armsOf(study, scale).map(({ id: arm, label, recipe, scales = {} }) => {
    const patches = [options.changes ?? {}, recipe, scales[options.scale] ?? {}];
    const merged = readRecipe(layProtocol(study, options.scale, patches));
    return { id: arm, label, recipes: drawsOf(merged, options.draws ?? scale.draws) };
  });
  checkNetworks(arms.map(({ recipes }) => recipes[0]!));
  const seeds = [...new Set(options.seeds ?? scale.seeds)].sort((a, b) => a - b);
  const identity = {
    // What the protocols of networks change is in the recipes of the arms; pictures of results change none.
    study: omit(study, 'networks', 'figures', 'fronts', 'pictures', 'headlines'),
    seeds,
    arms: arms.map(({ id: arm, recipes }) => [arm, recipes.map(minimalRecipe)]),
  };
  return { study, scale: options.scale, seeds, arms, hash: hash(canonicalJson(identity)).slice(0, 12) };
}

/** The arms of a scale, in the order of the study. @throws {InputError} when it names one that there is not. */
export function armsOf({ id, arms }: Study, { arms: only }: Scale): Study['arms'] {
  const missing = only?.find((name) => arms.every((arm) => arm.id !== name));
  if (missing !== undefined) {
    throw new InputError({
      what: `a scale of the study ${id} has an arm that the study has not`,
      value: missing,
      expected: arms.map((arm) => arm.id).join(', '),
    });
  }
  return only === undefined ? arms : arms.filter((arm) => only.includes(arm.id));
}

/**
 * Infers the shapes of each network once, so that what cannot be trained, or pruned, is refused before anything is; so are
 * the recipes that others start from.
 */
function checkNetworks(recipes: readonly Recipe[]): void {
  const structures = new Map<string, NetworkStructure>();
  const structureOf = ({ network, dataset }: Recipe) => {
    const key = canonicalJson([network, dataset]);
    if (!structures.has(key)) structures.set(key, networkStructure(network, datasetFacts(dataset)));
    return structures.get(key)!;
  };
  for (const recipe of new Set(recipes.flatMap(recipesOf))) {
    const source = parentOf({ recipe, seed: 0, level: levelsOf(recipe).at(-1) ?? 0 });
    checkMethod(recipe, structureOf(recipe), source === undefined ? undefined : structureOf(source.recipe));
    checkControlLevels(recipe);
  }
}

/** A study's recipe at a scale, by the protocol of the network that the patches choose, with the patches laid over it. */
export function layProtocol(
  { recipe, scales, networks = {} }: Study,
  scale: ScaleName,
  patches: readonly unknown[],
): unknown {
  const lay = (layers: readonly unknown[]) => layers.reduce((base, next) => merge(base, next), {});
  const ofScale = scales[scale]!.recipe;
  const { network } = lay([recipe, ofScale, ...patches]) as { network?: { name?: unknown } };
  const name = String(network?.name);
  const protocol = Object.hasOwn(networks, name) ? networks[name]! : undefined;
  return lay([recipe, protocol?.recipe ?? {}, ofScale, protocol?.scales[scale] ?? {}, ...patches]);
}

/** The recipe once for every draw of its control; recipes without one are the same for every draw. */
function drawsOf(recipe: Recipe, draws: number): Recipe[] {
  const { control } = recipe;
  if (control === undefined) return [recipe];
  return Array.from({ length: draws }, (_, i) =>
    readRecipe({ ...recipe, control: { ...control, draw: control.draw + i } }),
  );
}

/**
 * `patch` laid over `base`: records are merged member by member, `null` removes a member, anything else replaces.
 * A record whose `name` changes is another kind of thing, so it is replaced, not merged; only data sets, which
 * share most of their members, keep what was said of the one before.
 */
export function merge(base: unknown, patchValue: unknown, key?: string): unknown {
  if (!isRecord(base) || !isRecord(patchValue)) return patchValue;
  const renamed = 'name' in patchValue && 'name' in base && patchValue.name !== base.name;
  if (renamed && key !== 'dataset') return patchValue;
  const merged: Record<string, unknown> = { ...base };
  for (const [member, value] of Object.entries(patchValue)) {
    if (value === null) delete merged[member];
    else merged[member] = member in base ? merge(base[member], value, member) : value;
  }
  return merged;
}
