'use client';
import { useQuery } from '@tanstack/react-query';
import { curveOptions, type Trained } from '../curves/level-curve';
import { formatNumber } from '../lib/format';
import { Sparkline } from './sparkline';

const SERIES = 'validation.loss';
const PIXELS = 60;

/** The validation loss along the training of a level, live. Rows on the screen ask for theirs together. */
export function LossSparkline({ level }: { readonly level: Trained }) {
  const { data } = useQuery(curveOptions(level, SERIES, PIXELS));
  if (data == null) return <span className="text-soft">–</span>;
  const last = data.last.findLast((value) => value !== null);
  const label = `validation loss of level ${level.id.split('-l').at(-1)}${last == null ? '' : `, now ${formatNumber(last)}`}`;
  return <Sparkline values={data.last} label={label} className="text-accent" />;
}
