import type { Lineage } from './lineage';

const upTo = (last: number) => Array.from({ length: last + 1 }, (_, i) => i);
const ancestor = () => ({ level: 0 });

/** Level n prunes the network of level 0, which is the dense training. */
const bySparsities = {
  levels: ({ sparsities }: { readonly sparsities: readonly number[] }) => upTo(sparsities.length),
  ancestor,
};
const byShares = { levels: ({ shares }: { readonly shares: readonly number[] }) => upTo(shares.length), ancestor };

export const tropicalLineages = {
  tropical: bySparsities,
  'class-blind': bySparsities,
  'class-uniform': bySparsities,
  'class-distribution': bySparsities,
  'zonotope-k-means': byShares,
  'path-k-means': byShares,
} satisfies Record<string, Lineage<never>>;
