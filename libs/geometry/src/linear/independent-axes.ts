/**
 * As few coordinates as tell the points of a span of integer vectors apart, ascending: as many as its rank. Leaving the others out
 * changes nothing about how a polytope of these vectors is made up.
 */
export function independentAxes(vectors: readonly (readonly bigint[])[], dimension: number): number[] {
  // Columns of the vectors' matrix, reduced by those taken before.
  const taken: { column: bigint[]; lead: number }[] = [];
  const axes: number[] = [];
  for (let axis = 0; axis < dimension; axis++) {
    let column = vectors.map((vector) => vector[axis]!);
    for (const { column: basis, lead } of taken) {
      const [factor, pivot] = [column[lead]!, basis[lead]!];
      if (factor !== 0n) column = column.map((x, i) => pivot * x - factor * basis[i]!);
    }
    const lead = column.findIndex((x) => x !== 0n);
    if (lead < 0) continue;
    taken.push({ column, lead });
    axes.push(axis);
  }
  return axes;
}
