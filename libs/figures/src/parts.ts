import type { DotsSpec, FigureSpec, YAxis } from '@tombola/shared';

type Spec = FigureSpec | DotsSpec;

/** The axes of what a figure measures: one a panel. */
export function figureAxes(spec: Spec): readonly YAxis[] {
  return spec.kind === 'dots' ? [spec.value] : (spec.panels ?? [spec.y!]);
}

/** What a level must have measured to be in a figure. Density places levels without being measured. */
export function drawnMetrics(spec: Spec): string[] {
  const metrics = figureAxes(spec).map(({ metric }) => metric);
  if (spec.kind === 'line' && spec.x.metric !== 'density') metrics.push(spec.x.metric);
  return [...new Set(metrics)];
}

/** An arm as a figure names it. */
export interface DrawnArm {
  readonly arm: string;
  readonly label: string;
  /** Decides colour and marker (`categoryClass`); -1 for a baseline. */
  readonly index: number;
}

/** The arms of a figure under the names that it has for them; arms that stand on another's line are not named. */
export function drawnArms(spec: Spec): DrawnArm[] {
  if (spec.kind === 'line') {
    let lines = 0;
    return spec.arms.map(({ arm, label, role }) => ({ arm, label, index: role === 'line' ? lines++ : -1 }));
  }
  const { rows, columns, baselines } = spec;
  return [
    ...rows.flatMap(({ label, arms }) =>
      arms.flatMap((arm, index) =>
        arm === null ? [] : [{ arm, label: columns.length === 1 ? label : `${label}, ${columns[index]}`, index }],
      ),
    ),
    ...baselines.map(({ arm, label }) => ({ arm, label, index: -1 })),
  ];
}
