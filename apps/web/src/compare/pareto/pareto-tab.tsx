'use client';
import { parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useRouter } from 'next/navigation';
import { useCallback, useMemo } from 'react';
import { inkOf } from '../../charts/colours';
import { svgText } from '../../charts/drawing';
import { useWidth } from '../../charts/use-width';
import { useDark } from '../../shell/theme';
import { ExportMenu } from '../../ui/export-menu';
import { Section } from '../../ui/section';
import { Empty, Loading, Skeleton } from '../../ui/states';
import { InteractivePlot } from '../plot/interactive-plot';
import { ticketHref } from '../ticket-link';
import type { View } from '../use-view';
import { LabelledSelect } from '../view-controls';
import { FrontTable } from './front-table';
import { costNames, paretoDrawing } from './pareto-drawing';
import { useTotals } from './use-totals';
import { costs, frontOf, paretoPoints, subjects } from './pareto-points';

const parsers = {
  cost: parseAsStringLiteral(costs).withDefault('density'),
  of: parseAsStringLiteral(subjects).withDefault('trials'),
};

/** What is gained for what it costs: every ticket, and those that no other is better than. */
export function ParetoTab({ view: { compared, groups, metric, unit, lowerIsBetter } }: { readonly view: View }) {
  const [{ cost, of }, set] = useQueryStates(parsers, { history: 'push' });
  const { ref, width } = useWidth<HTMLDivElement>();
  const dark = useDark();
  const router = useRouter();
  const { totals, pending } = useTotals(compared, cost === 'kept');
  const all = useMemo(() => paretoPoints(groups, cost, of, totals), [groups, cost, of, totals]);
  const front = useMemo(() => frontOf(all, lowerIsBetter), [all, lowerIsBetter]);
  // The front comes first with the arrow keys.
  const isFront = useMemo(() => new Set(front), [front]);
  const points = useMemo(() => [...front, ...all.filter((point) => !isFront.has(point))], [all, front, isFront]);
  const draw = useCallback(
    (look: { readonly width: number; readonly dark: boolean }) =>
      paretoDrawing(points, front, { ...look, metric, unit, cost }),
    [points, front, metric, unit, cost],
  );
  const plotted = useMemo(
    () => (width === 0 || points.length === 0 ? undefined : draw({ width, dark })),
    [draw, points, width, dark],
  );
  const open = (place: number) => {
    const href = ticketHref(points[place]!.trials[0]!, points[place]!.level);
    if (of === 'trials') router.push(href);
  };
  return (
    <>
      <Section
        id="pareto"
        title="Pareto front"
        actions={
          <ExportMenu
            name={`pareto-${metric}-${cost}`}
            table={exportOf(points, isFront)}
            {...(points.length > 0 && {
              svg: () => svgText(draw({ width: 860, dark: false }).drawing, inkOf(false).surface),
            })}
          />
        }
      >
        <div className="mb-4 flex flex-wrap items-end gap-x-4 gap-y-3">
          <LabelledSelect
            label="Cost"
            value={cost}
            options={costs.map((value) => ({ value, label: costNames[value] }))}
            onChange={(value) => void set({ cost: value })}
          />
          <LabelledSelect
            label="Points"
            value={of}
            options={[
              { value: 'trials', label: 'every seed' },
              { value: 'means', label: 'means of groups' },
            ]}
            onChange={(value) => void set({ of: value })}
          />
        </div>
        <div ref={ref} className="min-h-72 min-w-0">
          {plotted && <InteractivePlot drawing={plotted.drawing} targets={plotted.targets} onOpen={open} />}
          {points.length === 0 && pending && (
            <Loading what="sizes of networks">
              <Skeleton className="h-96" />
            </Loading>
          )}
          {points.length === 0 && !pending && (
            <Empty title="Nothing to draw">
              {groups.length === 0 ? 'All groups are hidden.' : 'No level is done that has this metric and this cost.'}
            </Empty>
          )}
        </div>
        <p className="mt-2 text-xs text-soft">
          A point stands on the front when no other costs as little and is as good, and better in one of both.{' '}
          {of === 'trials'
            ? 'The best of many seeds flatters: means of groups are fairer.'
            : 'Every point is the mean over the seeds of a group.'}
        </p>
      </Section>
      {front.length > 0 && <FrontTable front={front} cost={cost} metric={metric} unit={unit} />}
    </>
  );
}

function exportOf(points: ReturnType<typeof paretoPoints>, front: ReadonlySet<unknown>) {
  return {
    header: ['group', 'recipe', 'level', 'seed', 'density', 'cost', 'value', 'n', 'std', 'on the front', 'trials'],
    rows: () =>
      points.map((point) => [
        ...[point.group.label, point.group.recipes.join(' '), point.level, point.seed, point.density],
        ...[point.x, point.y, point.n, point.std, front.has(point), point.trials.join(' ')],
      ]),
  };
}
