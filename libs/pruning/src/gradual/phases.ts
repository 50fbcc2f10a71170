export interface PhaseShares {
  /** Shares of the steps: the dense ones at first, every phase in between, the last dense one, the last sparse one. */
  readonly warmup: number;
  readonly phase: number;
  readonly lastDense: number;
  readonly lastSparse: number;
}

/** A step after which training goes on otherwise than before. */
export interface Turn {
  readonly step: number;
  readonly sparse: boolean;
}

/**
 * The turns of alternating compressed and decompressed training (Peste et al., NeurIPS 2021, section 4.1): dense at first, then
 * sparse and dense phases of equal lengths by turns, then a longer dense and a longer sparse one. Training is dense before
 * the first turn and sparse after the last. What is too short for a step is left out, but the last
 * sparse phase, which has a step at least.
 */
export function turnsOf({ warmup, phase, lastDense, lastSparse }: PhaseShares, steps: number): Turn[] {
  const lastTurn = Math.min(Math.round((1 - lastSparse) * steps), Math.max(0, steps - 1));
  const lastDenseTurn = Math.min(Math.round((1 - lastSparse - lastDense) * steps), lastTurn);
  const planned: Turn[] = [];
  for (let k = 0; ; k++) {
    const step = Math.round((warmup + k * phase) * steps);
    if (step >= lastDenseTurn) break;
    planned.push({ step, sparse: k % 2 === 0 });
  }
  if (lastDense > 0) planned.push({ step: lastDenseTurn, sparse: false });
  planned.push({ step: lastTurn, sparse: true });
  return changes(planned);
}

/** Of turns at the same step the last one, and only those that change anything. */
function changes(turns: readonly Turn[]): Turn[] {
  const standing = turns.filter(({ step }, i) => step !== turns[i + 1]?.step);
  return standing.filter(({ sparse }, i) => sparse !== (standing[i - 1]?.sparse ?? false));
}
