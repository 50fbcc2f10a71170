import type { MatrixData } from '@tombola/shared';

/** What the cells of a heat map are, in words. */
export function meansText({ n }: Pick<MatrixData, 'n'>): string {
  if (n === undefined) return 'Cells are means over seeds.';
  const [fewest, most] = n;
  const seeds = fewest === most ? `${most}` : `${fewest} to ${most}`;
  return most === 1 ? 'Cells are of one seed.' : `Cells are means over ${seeds} seeds.`;
}
