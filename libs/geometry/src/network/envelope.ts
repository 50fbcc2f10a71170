/**
 * Which of several linear functions on an interval is the highest, from its beginning to its end, as indices in the order of their
 * turns. Each has a turn of some length; of functions that are the same everywhere the first stands for all.
 *
 * @param from their values at the beginning
 * @param to their values at the end
 */
export function upperEnvelope(from: readonly bigint[], to: readonly bigint[]): number[] {
  let current = 0;
  for (let k = 1; k < from.length; k++) {
    if (from[k]! > from[current]! || (from[k]! === from[current]! && to[k]! > to[current]!)) current = k;
  }
  const turns = [current];
  for (;;) {
    // The function that meets the current one first is the next: where its lead at the end is largest for its lag at the beginning.
    let [next, lag, lead] = [-1, 0n, 0n];
    for (let k = 0; k < from.length; k++) {
      const ownLead = to[k]! - to[current]!;
      if (ownLead <= 0n) continue;
      const ownLag = from[current]! - from[k]!;
      const sooner = ownLag * lead - lag * ownLead;
      if (next < 0 || sooner < 0n || (sooner === 0n && ownLead > lead)) [next, lag, lead] = [k, ownLag, ownLead];
    }
    if (next < 0) return turns;
    turns.push(next);
    current = next;
  }
}
