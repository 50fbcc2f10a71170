import type { Lineage } from './lineage';

const upTo = (last: number) => Array.from({ length: last + 1 }, (_, i) => i);
const ancestor = () => ({ level: 0 });

/** Level n removes channels from the network of level 0; level 0 is dense training, or the method's own. */
const byShares = (ownLevelZero: boolean) => ({
  levels: ({ shares }: { readonly shares?: readonly number[] | undefined }) => upTo(shares?.length ?? 1),
  ancestor,
  ownLevelZero,
});
/** Level 1 removes what level 0, which the method trains, has found. */
const searched = { levels: () => [0, 1], ancestor, ownLevelZero: true };

export const structuredLineages = {
  slimming: byShares(true),
  'l1-filters': byShares(false),
  thinet: byShares(false),
  regression: byShares(false),
  'early-bird': searched,
  'soft-filter-pruning': searched,
  'sparse-structure-selection': searched,
} satisfies Record<string, Lineage<never>>;
