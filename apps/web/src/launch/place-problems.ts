import type { Problem } from '../schema-form/validate';

/** Problems at their fields, and those that no field of the form is for. */
export interface PlacedProblems {
  readonly fields: ReadonlyMap<string, string>;
  readonly others: readonly Problem[];
}

/** Each problem at its member, or at the nearest one around it that has a field; of several, the first. */
export function placeProblems(problems: readonly Problem[], known: Pick<ReadonlySet<string>, 'has'>): PlacedProblems {
  const fields = new Map<string, string>();
  const others = new Map<string, Problem>();
  for (const problem of problems) {
    const parts = problem.path.split('.');
    const around = parts.map((_, i) => parts.slice(0, parts.length - i).join('.'));
    const place = around.find((path) => known.has(path));
    if (place === undefined) others.set(problem.path, problem);
    else if (!fields.has(place)) fields.set(place, problem.message);
  }
  return { fields, others: [...others.values()] };
}
