'use client';
import { createParser, useQueryState } from 'nuqs';
import { readPoints, writePoints, type DrawnPoint } from './points';

const parser = createParser<readonly DrawnPoint[]>({
  parse: readPoints,
  serialize: writePoints,
  eq: (a, b) => writePoints(a) === writePoints(b),
}).withDefault([]);

/** The points that were drawn; they stand in the address. */
export const usePoints = () => useQueryState('points', parser);
