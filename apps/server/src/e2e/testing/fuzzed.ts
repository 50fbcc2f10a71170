import fc from 'fast-check';
import { Ledger } from './digest';
import { furnish } from './furnish';
import { openHouse, type House, type HouseOptions } from './house';
import { refusal } from './judge';
import type { Known } from './well-formed';
import type { Answer, Message } from './wire';

/** Inputs of each kind for each procedure and way to call it; more of them find more. */
export const RUNS = 4;

/** A furnished server, and what is in it. */
export interface Fuzzed {
  readonly house: House;
  readonly known: Known;
  readonly ledger: Ledger;
  /** Sends what has to be refused, with one of these codes. @throws when it is not, or gives anything away */
  refused(message: Message, ...codes: string[]): Promise<Answer>;
  close(): Promise<void>;
}

export async function openFuzzed(options: HouseOptions = {}): Promise<Fuzzed> {
  const house = await openHouse(options);
  const known = await furnish(house.server.services);
  const ledger = await Ledger.open(house.server.services.store, house.files);
  return { house, known, ledger, refused: (...of) => refused(house, ...of), close: () => house.close() };
}

async function refused(house: House, message: Message, ...codes: string[]): Promise<Answer> {
  const answer = await house.wire.send(message);
  const { method, path } = message;
  const what = () => `${method} ${path.slice(0, 300)}: ${answer.status} ${answer.text.slice(0, 1000)}`;
  const code = refusal(answer, path.startsWith('/trpc/') ? 'trpc-batch' : 'rest', what);
  if (codes.length > 0 && !codes.includes(code)) throw new Error(`not ${codes.join(' or ')}: ${what()}`);
  return answer;
}

/** Tries so many tuples of values. */
export function tryAll<T extends unknown[]>(
  runs: number,
  arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> },
  check: (...values: T) => Promise<void>,
): Promise<void> {
  const property = fc.asyncProperty(fc.tuple<T>(...arbitraries), (values) => check(...values));
  return fc.assert(property, { numRuns: runs });
}
