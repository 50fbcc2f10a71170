'use client';
import { drawFigure } from '@tombola/figures';
import type { ArmAggregateOut, DotsSpec } from '@tombola/shared';
import { LiveFigure } from './live-figure';

interface DotsFigureProps {
  readonly spec: DotsSpec;
  readonly aggregates: ArmAggregateOut[];
  readonly name: string;
}

/** A dot plot of a study; loaded when there is one. */
export function DotsFigure(props: DotsFigureProps) {
  return <LiveFigure {...props} draw={drawFigure} />;
}
