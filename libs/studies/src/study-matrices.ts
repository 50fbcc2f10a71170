import { matrixOfArms, type Observation } from '@tombola/figures';
import { groupBy, mean, type MatrixData, type MatrixSpec } from '@tombola/shared';
import type { Study } from './study';
import type { StudyLevel } from './study-level';

/** A heat map of a study with its numbers. */
export interface StudyMatrix {
  readonly spec: MatrixSpec;
  readonly data: MatrixData;
}

/** The heat maps of a study that have numbers so far. */
export function studyMatrices(
  { matrices = [] }: Study,
  levels: readonly StudyLevel[],
  observations: readonly Observation[],
): StudyMatrix[] {
  return matrices.flatMap((spec) => {
    const data = spec.kind === 'arms' ? matrixOfArms(spec, observations) : matrixOfLevel(spec, levels);
    return data === undefined ? [] : [{ spec, data }];
  });
}

/** Places of all seeds; a cell is the mean over the seeds that have both of its places, each the mean of its draws. */
function matrixOfLevel(
  { arm, level, matrix }: Extract<MatrixSpec, { kind: 'level' }>,
  levels: readonly StudyLevel[],
): MatrixData | undefined {
  const own = levels.filter((each) => each.arm === arm && each.result.level === level);
  const seeds = [...groupBy(own, ({ result }) => result.seed).values()].map((draws) =>
    draws.flatMap(({ result }) => result.matrices?.[matrix] ?? []),
  );
  const places = [...new Set(seeds.flat().flatMap((each) => each.places))].sort((a, b) => a - b);
  if (places.length === 0) return undefined;
  const found = places.map((row) =>
    places.map((column) =>
      seeds.flatMap((draws) => {
        const cells = draws.flatMap(
          (each) => each.values[each.places.indexOf(row)]?.[each.places.indexOf(column)] ?? [],
        );
        return cells.length === 0 ? [] : [mean(cells)];
      }),
    ),
  );
  const counts = found.flat().map(({ length }) => length);
  const names = places.map(String);
  return {
    rows: names,
    columns: names,
    values: found.map((row) => row.map((cell) => (cell.length === 0 ? null : mean(cell)))),
    n: [Math.min(...counts), Math.max(...counts)],
  };
}
