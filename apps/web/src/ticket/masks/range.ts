'use client';
import { parseAsStringLiteral, useQueryState } from 'nuqs';

/** Where the colours of masks end: at the most of each picture, or at the most that can be, the same at every level. */
export function useColourRange() {
  return useQueryState('colours', parseAsStringLiteral(['picture', 'possible']).withDefault('picture'));
}
