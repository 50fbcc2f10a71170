import { matrixOfArms, type Observation } from '@tombola/figures';
import { mean, type MatrixData, type MatrixSpec } from '@tombola/shared';
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

/** On average over the seeds whose matrices have the places of the first one. */
function matrixOfLevel(
  { arm, level, matrix }: Extract<MatrixSpec, { kind: 'level' }>,
  levels: readonly StudyLevel[],
): MatrixData | undefined {
  const measured = levels
    .filter((each) => each.arm === arm && each.result.level === level)
    .flatMap(({ result }) => result.matrices?.[matrix] ?? []);
  const [first] = measured;
  if (first === undefined || first.places.length === 0) return undefined;
  const alike = measured.filter(({ places }) => String(places) === String(first.places));
  const names = first.places.map(String);
  const values = names.map((_, i) => names.map((__, j) => mean(alike.map((each) => each.values[i]![j]!))));
  return { rows: names, columns: names, values };
}
