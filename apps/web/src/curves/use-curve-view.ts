'use client';
import {
  parseAsArrayOf,
  parseAsBoolean,
  parseAsFloat,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
  useQueryStates,
  type inferParserType,
} from 'nuqs';
import { colourings } from './choosing';
import { spreads } from './curve-lines';
import { clocks } from './time-axis';

/** What is drawn: arms over their seeds, or trials one by one. */
export const drawings = ['bands', 'trials'] as const;
/** Axes that can be logarithmic. */
const axes = ['x', 'y'] as const;

const parsers = {
  /** None: the usual ones. */
  series: parseAsArrayOf(parseAsString).withDefault([]),
  levels: parseAsArrayOf(parseAsInteger).withDefault([]),
  draw: parseAsStringLiteral(drawings).withDefault('bands'),
  spread: parseAsStringLiteral(spreads).withDefault('range'),
  members: parseAsBoolean.withDefault(false),
  smooth: parseAsFloat.withDefault(0),
  log: parseAsArrayOf(parseAsStringLiteral(axes)).withDefault([]),
  clock: parseAsStringLiteral(clocks).withDefault('step'),
  /** The part of x that is shown. */
  from: parseAsFloat,
  to: parseAsFloat,
  /** A regular expression. */
  match: parseAsString.withDefault(''),
  colour: parseAsStringLiteral(colourings),
  /** Ids of trials; all of them when it is not there. */
  only: parseAsArrayOf(parseAsString),
  /** Keys of curves that are left out. */
  off: parseAsArrayOf(parseAsString).withDefault([]),
};

export type CurveView = inferParserType<typeof parsers>;
/** How Back sees a change: `push` undoes it alone, `replace` is for what is dragged or typed. */
export type ChangeView = (change: Partial<CurveView>, history?: 'push' | 'replace') => void;

/** How curves are looked at, in the address: sent links, reload and Back show the same. */
export function useCurveView(): readonly [CurveView, ChangeView] {
  const [view, set] = useQueryStates(parsers);
  const change: ChangeView = (change, history = 'push') => void set(change, { history, throttleMs: 100 });
  return [{ ...view, smooth: Math.min(0.99, Math.max(0, view.smooth)) }, change];
}
