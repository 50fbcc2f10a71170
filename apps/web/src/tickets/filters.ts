import { parseAsArrayOf, parseAsBoolean, parseAsFloat, parseAsString, type inferParserType } from 'nuqs';

/** What of the list is shown, as it stands in the address; densities in [0, 1]. */
export const filterParsers = {
  study: parseAsString.withDefault(''),
  trial: parseAsString.withDefault(''),
  from: parseAsFloat,
  to: parseAsFloat,
  verified: parseAsBoolean.withDefault(false),
  metrics: parseAsArrayOf(parseAsString).withDefault(['testAccuracyAtEarlyStop', 'earlyStopIteration']),
};

export type TicketFilters = inferParserType<typeof filterParsers>;

/** Rows that are asked for at a time. */
const PAGE = 100;

/** The filters as the API has them: what is empty or impossible is left out. */
export function listInput({ study, trial, from, to, verified }: TicketFilters) {
  const [least, most] = [share(from), share(to)];
  return {
    limit: PAGE,
    ...(study !== '' && { study }),
    ...(trial !== '' && { trial }),
    ...(least !== undefined && { minDensity: least }),
    ...(most !== undefined && { maxDensity: most }),
    ...(verified && { verified }),
  };
}

export const isFiltered = ({ study, trial, from, to, verified }: TicketFilters): boolean =>
  study !== '' || trial !== '' || from !== null || to !== null || verified;

const share = (value: number | null) => (value !== null && value >= 0 && value <= 1 ? value : undefined);

/** A percentage as people type it, as a share; null for nothing, undefined for no number from 0 to 100. */
export function readPercent(text: string): number | null | undefined {
  const trimmed = text.trim().replace(/\s*%$/, '').replace(',', '.');
  if (trimmed === '') return null;
  const value = Number(trimmed);
  return value >= 0 && value <= 100 ? Number((value / 100).toPrecision(12)) : undefined;
}

/** A share as people type it. */
export const writePercent = (value: number | null): string =>
  value === null ? '' : String(Number((value * 100).toPrecision(12)));
