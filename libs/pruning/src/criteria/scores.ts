/** What a criterion says: a score for every weight of every prunable parameter; the lowest are pruned first. */
export type Scores = Readonly<Record<string, Float32Array>>;
