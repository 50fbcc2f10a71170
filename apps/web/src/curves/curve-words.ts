import { formatMetricName } from '../lib/format';
import { capitalise } from '../lib/words';
import type { Spread } from './curve-lines';
import type { Clock } from './time-axis';

/** What a band spans, for choosing. */
export const spreadNames: Readonly<Record<Spread, string>> = {
  range: 'least to greatest',
  std: '± standard deviation',
  interval: '95 % t interval',
  none: 'no band',
};

/** What a band spans, in a sentence. */
export const spreadWords: Readonly<Record<Spread, string>> = {
  range: 'bands reach from the least to the greatest seed',
  std: 'bands reach one sample standard deviation to either side',
  interval: 'bands are 95 % t intervals of the mean',
  none: 'no bands are drawn',
};

export const clockNames: Readonly<Record<Clock, string>> = {
  step: 'step',
  elapsed: 'time since the level began',
  wall: 'wall time',
};

/** The title of the x axis. Points have no times of their own, and it says so. */
export const clockTitles: Readonly<Record<Clock, string>> = {
  step: 'step',
  elapsed: 'time since the level began (steps taken as equally long)',
  wall: 'wall time (steps taken as equally long)',
};

/** `trainLoss` as `Train loss`, `validation.accuracy` as `Validation accuracy`. */
export function seriesTitle(series: string): string {
  return capitalise(formatMetricName(series));
}

/** Accuracies are shares: their axis is in per cent. */
export const isShare = (series: string): boolean => /accuracy$/i.test(series);
