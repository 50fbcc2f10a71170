import { classNames } from '../../lib/class-names';
import { differenceUnit, formatDifference } from './format-claim';
import { placeIn, rangeOf, type JudgedClaim, type Threshold } from './interval-plot-range';

/**
 * An effect with its interval on an axis of its own: the dot is the effect, the whisker its interval, the dashed line the
 * threshold, and the tinted side is where the claim holds.
 */
export function IntervalPlot({ claim, threshold }: { readonly claim: JudgedClaim; readonly threshold?: Threshold }) {
  const { effect, interval, unit, confidence } = claim;
  const range = rangeOf(claim, threshold);
  const at = (value: number) => `${placeIn(range, value)}%`;
  const show = (value: number) => formatDifference(value, unit);
  const level = `${Number((confidence * 100).toPrecision(4))} %`;
  const words = [
    effect === null ? 'no effect known yet' : `effect ${show(effect)}${differenceUnit(unit)}`,
    interval && `${level} interval ${show(interval[0])} to ${show(interval[1])}`,
    threshold && `the claim holds ${threshold.side} ${show(threshold.at)}`,
  ].filter(Boolean);
  return (
    <div role="img" aria-label={words.join(', ')} className="relative h-14 text-xs text-soft tabular-nums select-none">
      {threshold && (
        <div
          className="absolute top-0 h-9 rounded-sm bg-good-soft"
          style={
            threshold.side === 'above'
              ? { left: at(threshold.at), right: 0 }
              : { left: 0, right: rest(at(threshold.at)) }
          }
        />
      )}
      <div className="absolute top-9 right-0 left-0 h-px bg-edge" />
      <div className="absolute top-0 h-9 w-px bg-rule" style={{ left: at(0) }} />
      {threshold && (
        <div className="absolute top-0 h-9 border-l-2 border-dashed border-good" style={{ left: at(threshold.at) }} />
      )}
      {interval && (
        <>
          <div
            className="absolute top-4 h-0.5 bg-ink"
            style={{ left: at(interval[0]), right: rest(at(interval[1])) }}
          />
          {interval.map((end, i) => (
            <div key={i} className="absolute top-2.5 h-3.5 w-0.5 -translate-x-1/2 bg-ink" style={{ left: at(end) }} />
          ))}
        </>
      )}
      {effect !== null && (
        <div className="absolute top-3 size-2.5 -translate-x-1/2 rounded-full bg-accent" style={{ left: at(effect) }} />
      )}
      <Tick at={placeIn(range, 0)} text="0" />
      {threshold && Math.abs(placeIn(range, threshold.at) - placeIn(range, 0)) > 9 && (
        <Tick at={placeIn(range, threshold.at)} text={show(threshold.at)} />
      )}
    </div>
  );
}

function Tick({ at, text }: { readonly at: number; readonly text: string }) {
  return (
    <span
      className={classNames('absolute top-10', at < 8 ? '' : at > 92 ? '-translate-x-full' : '-translate-x-1/2')}
      style={{ left: `${at}%` }}
    >
      {text}
    </span>
  );
}

const rest = (from: string) => `calc(100% - ${from})`;
