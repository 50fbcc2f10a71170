/** Sets that are united, as a forest in which everybody points to a member of its set. */
export interface UnionFind {
  /** The member that stands for a set. */
  find(member: number): number;
  unite(one: number, other: number): void;
}

/** Sets of one: 0 to n - 1. */
export function unionFind(n: number): UnionFind {
  const parent = Int32Array.from({ length: n }, (_, i) => i);
  const find = (member: number): number => {
    let root = member;
    while (parent[root] !== root) {
      parent[root] = parent[parent[root]!]!;
      root = parent[root]!;
    }
    return root;
  };
  return {
    find,
    unite: (one, other) => {
      const a = find(one);
      const b = find(other);
      if (a < b) parent[b] = a;
      else parent[a] = b;
    },
  };
}
