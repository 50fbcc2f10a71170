/**
 * The most entries of a 0/1 matrix that are in different rows and columns (Kuhn's augmenting ways): its generic rank, that is the most
 * that a matrix with zeros where it has them can have, and what almost all such matrices have.
 *
 * @param mask [rows, columns], row by row
 */
export function genericRank(mask: ArrayLike<number>, rows: number, columns: number): number {
  const rowOf = new Int32Array(columns).fill(-1);
  let seen = new Uint8Array(columns);
  const augment = (row: number): boolean => {
    for (let k = 0; k < columns; k++) {
      if (!mask[row * columns + k] || seen[k]) continue;
      seen[k] = 1;
      if (rowOf[k]! < 0 || augment(rowOf[k]!)) {
        rowOf[k] = row;
        return true;
      }
    }
    return false;
  };
  let rank = 0;
  for (let row = 0; row < rows; row++) {
    seen = new Uint8Array(columns);
    if (augment(row)) rank += 1;
  }
  return rank;
}
