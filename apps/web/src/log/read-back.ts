import type { EventOut } from '@tombola/shared';

/** Asks for events with ids greater than `after`, ascending, at most `limit` of them. */
export type AskEvents = (after: number, limit: number) => Promise<{ items: EventOut[]; last: number }>;

/** A part of the log, newest first. */
export interface LogPart {
  readonly events: readonly EventOut[];
  /** Events up to this id were not looked at; 0 when there are none before. */
  readonly from: number;
}

interface ReadOptions {
  /** The last event to look at; the newest when it is left out. */
  readonly to?: number;
  /** About so many events that are wanted. */
  readonly want: number;
  /** Which those are; all but measurements unless told. */
  readonly wanted?: (event: EventOut) => boolean;
  /** Of one study: so many events may come before that of its launch, one for each level. */
  readonly levels?: number;
}

const LIMIT = 200;
const WIDEST = 20_000;
/** Where a study has few events among many of others', the reader is asked whether to look on. */
const MOST_QUESTIONS = 40;

/**
 * Reads events of a study, or of all, backwards. The server reads them forwards and ids are those of all studies
 * together, so windows of ids are read whole, wider ones where there is little in them.
 */
export async function readBack(ask: AskEvents, options: ReadOptions): Promise<LogPart> {
  const { to, want, wanted = noMeasurement, levels = Infinity } = options;
  const events: EventOut[] = [];
  let questions = 0;
  let high = to ?? (await ask(0, 1)).last;
  let width = LIMIT;
  let count = 0;
  while (high > 0 && count < want && questions < MOST_QUESTIONS) {
    const low = Math.max(0, high - width);
    const found: EventOut[] = [];
    for (let after = low; after < high;) {
      const { items } = await ask(after, LIMIT);
      questions++;
      found.push(...items.filter(({ id }) => id <= high));
      after = items.length < LIMIT ? high : items.at(-1)!.id;
    }
    events.push(...found.reverse());
    count += found.filter(wanted).length;
    if (found.length < LIMIT / 4) width = Math.min(WIDEST, width * 4);
    const launch = events.find(({ type }) => type === 'study.created');
    high = launch !== undefined && low < launch.id - levels ? 0 : low;
  }
  return { events, from: high };
}

const noMeasurement = ({ type }: EventOut) => type !== 'metrics';
