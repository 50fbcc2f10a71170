'use client';
import { parseAsInteger, parseAsNumberLiteral, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';

export const kinds = { outline: 'Outline', exact: 'With biases' } as const;
export const modes = { paper: 'As the paper', reduced: 'Reduced' } as const;
export const moments = { start: 'Before training', end: 'After training' } as const;
export const measures = {
  orientation: 'Orientation',
  hausdorff: 'Hausdorff',
  rays: 'Rays',
  bridges: 'Bridges',
  regions: 'Regions',
  accuracy: 'Accuracy',
} as const;
export type Measure = keyof typeof measures;
/** Half the side of the square of inputs that is sliced. */
export const halves = [1, 2, 3, 5, 10, 30, 100] as const;

const names = <T extends string>(of: Readonly<Record<T, string>>) => Object.keys(of) as T[];

const parsers = {
  study: parseAsString.withDefault(''),
  arm: parseAsString.withDefault(''),
  seed: parseAsInteger,
  /** The newest that is done when left out: new ones show themselves while a study runs. */
  level: parseAsInteger,
  at: parseAsStringLiteral(names(moments)).withDefault('end'),
  kind: parseAsStringLiteral(names(kinds)).withDefault('outline'),
  mode: parseAsStringLiteral(names(modes)).withDefault('paper'),
  measure: parseAsStringLiteral(names(measures)).withDefault('orientation'),
  half: parseAsNumberLiteral(halves).withDefault(3),
};

/** What the address says is looked at. */
export function useGeometryView() {
  const [view, set] = useQueryStates(parsers);
  return { view, change: set };
}

export type GeometryView = ReturnType<typeof useGeometryView>['view'];
export type ChangeGeometryView = ReturnType<typeof useGeometryView>['change'];
