import type { LevelOut } from '@tombola/shared';

/** A level that is done, with what its mask keeps. */
export interface DoneLevel {
  readonly id: string;
  readonly level: number;
  readonly density: number;
  readonly layers: NonNullable<LevelOut['layers']>;
}

/** The levels of a trial that have tickets, from the densest on. */
export function doneLevels(tree: readonly LevelOut[]): DoneLevel[] {
  return tree
    .flatMap(({ id, level, state, density, layers }) =>
      state === 'done' && density !== null && layers !== null ? [{ id, level, density, layers }] : [],
    )
    .sort((a, b) => a.level - b.level);
}

export interface Neighbours {
  /** Where the level stands among those that are done; -1: not there. */
  readonly index: number;
  readonly previous: DoneLevel | undefined;
  readonly next: DoneLevel | undefined;
}

export function neighbours(levels: readonly DoneLevel[], current: string): Neighbours {
  const index = levels.findIndex(({ id }) => id === current);
  return { index, previous: levels[index - 1], next: index < 0 ? undefined : levels[index + 1] };
}

export interface DensityTable {
  /** Names of prunable parameters, from the input on. */
  readonly layers: readonly string[];
  readonly rows: readonly {
    readonly id: string;
    readonly level: number;
    /** Of all layers together. */
    readonly density: number;
    /** By layer; null where a level has no such layer. */
    readonly densities: readonly (number | null)[];
  }[];
}

/** What is left of each layer at each level. */
export function densityTable(levels: readonly DoneLevel[]): DensityTable {
  const layers = [...new Set(levels.flatMap(({ layers }) => Object.keys(layers)))].sort(byPlace);
  return {
    layers,
    rows: levels.map(({ id, level, density, layers: own }) => ({
      ...{ id, level, density },
      densities: layers.map((name) => {
        const found = own[name];
        return found === undefined || found.total === 0 ? null : found.kept / found.total;
      }),
    })),
  };
}

/** `dense_2` before `dense_10`. */
const collator = new Intl.Collator('en', { numeric: true });
const byPlace = (a: string, b: string) => collator.compare(a, b);

/** `dense_1/weights` as `dense_1`: only weights are pruned. */
export const layerName = (parameter: string): string => parameter.replace(/\/weights$/, '');

/** The number of a level, from its id. */
export const levelNumber = (level: string): number => Number(level.split('-l').at(-1));
