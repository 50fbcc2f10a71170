import { studyStates, type StudySortName } from './states';
import { parseAsArrayOf, parseAsBoolean, parseAsString, parseAsStringLiteral, type inferParserType } from 'nuqs';

export const sorts = [
  '-createdAt',
  'createdAt',
  '-updatedAt',
  'updatedAt',
  'name',
  '-name',
] as const satisfies readonly StudySortName[];

/** What of the list is shown, as it stands in the address. */
export const filterParsers = {
  search: parseAsString.withDefault(''),
  states: parseAsArrayOf(parseAsStringLiteral(studyStates)).withDefault([]),
  preset: parseAsString.withDefault(''),
  tag: parseAsString.withDefault(''),
  owner: parseAsString.withDefault(''),
  archived: parseAsBoolean.withDefault(false),
  sort: parseAsStringLiteral(sorts).withDefault('-createdAt'),
};

export type Filters = inferParserType<typeof filterParsers>;

/** Rows that are asked for at a time. */
const PAGE = 100;

/** The filters as the API has them: what is empty is left out. */
export function listInput({ search, states, preset, tag, owner, archived, sort }: Filters) {
  return {
    limit: PAGE,
    sort,
    ...(archived && { archived }),
    ...(search.trim() !== '' && { search: search.trim() }),
    ...(states.length > 0 && { states: [...states] }),
    ...(preset !== '' && { preset }),
    ...(tag !== '' && { tag }),
    ...(owner !== '' && { owner }),
  };
}

/** Whether anything but the order is asked for. */
export function isFiltered({ search, states, preset, tag, owner, archived }: Filters): boolean {
  return archived || states.length > 0 || [search, preset, tag, owner].some((value) => value !== '');
}
