'use client';
import { observationsFromAggregates, type DrawnFigure, type DrawOptions, type Observation } from '@tombola/figures';
import type { ArmAggregateOut } from '@tombola/shared';
import { lazy, Suspense, useCallback, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { adoptFigureStyles } from '../../charts/adopt-figure-styles';
import { useWidth } from '../../charts/use-width';
import { formatDensity, formatMetricName } from '../../lib/format';
import { summaryText } from '../tables/table-rows';
import { factsOf, isMove, isSameMark, moveTo, type AnyFigure, type Facts, type Mark } from './figure-facts';
import { nearestMark, placedMarks, type PlacedMark } from './placed-marks';

const FigureTooltip = lazy(() => import('./figure-tooltip').then((module) => ({ default: module.FigureTooltip })));

interface Shown {
  readonly mark: Mark;
  /** Stays until it is closed. */
  readonly pinned: boolean;
}

/** A pointer needs so long from a mark to its tooltip. */
const LEAVE_MS = 250;

/**
 * The figure of a study as far as it is known, drawn for the width that it has. Marks tell what they are when a pointer
 * comes near, when they are clicked on, and to the arrow keys.
 */
export function LiveFigure<Spec extends AnyFigure>({
  spec,
  draw,
  aggregates,
  name,
}: {
  readonly spec: Spec;
  readonly draw: (spec: Spec, observations: readonly Observation[], options: DrawOptions) => DrawnFigure;
  readonly aggregates: ArmAggregateOut[];
  /** For those who do not see it. */
  readonly name: string;
}) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const tooltip = useRef<HTMLDivElement>(null);
  const id = `figure-${useId().replace(/\W/g, '')}`;
  const [placed, setPlaced] = useState<readonly PlacedMark[]>([]);
  const [shown, setShown] = useState<Shown>();
  const [told, setTold] = useState('');
  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stay = () => clearTimeout(leaving.current);
  const observations = useMemo(() => observationsFromAggregates(aggregates), [aggregates]);
  const drawn = useMemo(
    () =>
      width === 0 ? undefined : draw(spec, observations, { width, id, sized: false, interactive: true, partial: true }),
    [spec, draw, observations, width, id],
  );
  useLayoutEffect(adoptFigureStyles, []);
  useLayoutEffect(() => {
    const picture = ref.current?.querySelector('svg');
    if (picture) setPlaced(placedMarks(picture));
  }, [ref, drawn]);
  useEffect(() => () => clearTimeout(leaving.current), []);
  const close = useCallback(() => {
    // What has the focus in the tooltip goes with it.
    if (tooltip.current?.contains(document.activeElement)) ref.current?.focus();
    setShown(undefined);
  }, [ref]);
  const isShown = shown !== undefined;
  useEffect(() => {
    if (!isShown) return;
    const onKey = ({ key }: KeyboardEvent) => key === 'Escape' && close();
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [isShown, close]);

  const at = (event: { clientX: number; clientY: number }) => {
    const { left, top } = ref.current!.getBoundingClientRect();
    return nearestMark(placed, event.clientX - left, event.clientY - top)?.mark;
  };
  const point = (mark: Mark | undefined) => {
    if (shown?.pinned === true) return;
    if (mark === undefined) {
      stay();
      leaving.current = setTimeout(() => setShown(undefined), LEAVE_MS);
    } else {
      stay();
      if (!isSameMark(mark, shown?.mark)) setShown({ mark, pinned: false });
    }
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isMove(event.key)) {
      event.preventDefault();
      const means = placed.map(({ mark }) => mark).filter(({ seed }) => seed === undefined);
      const mark = moveTo(means, shown?.mark, event.key);
      if (mark === undefined) return;
      setShown({ mark, pinned: false });
      const facts = factsOf(spec, aggregates, mark);
      if (facts) setTold(sentenceOf(facts));
    } else if (event.key === 'Enter' && shown !== undefined) {
      setShown({ ...shown, pinned: true });
      tooltip.current?.querySelector('a')?.focus();
    }
  };

  const facts = shown && factsOf(spec, aggregates, shown.mark);
  const box = placed.find(({ mark }) => isSameMark(mark, shown?.mark))?.box;
  return (
    <div
      className="relative mx-auto max-w-4xl min-w-0"
      onPointerLeave={(event) => event.pointerType !== 'touch' && point(undefined)}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setShown(undefined)}
    >
      <div
        ref={ref}
        role="application"
        tabIndex={0}
        aria-label={name}
        aria-describedby={`${id}-help`}
        className="rounded-md"
        style={drawn ? undefined : { minHeight: 480 }}
        onPointerMove={(event) => event.pointerType !== 'touch' && point(at(event))}
        onClick={(event) => {
          const mark = at(event);
          setShown(mark && { mark, pinned: true });
        }}
        onKeyDown={onKeyDown}
        dangerouslySetInnerHTML={{ __html: drawn?.svg ?? '' }}
      />
      <p id={`${id}-help`} className="sr-only">
        Arrow keys go from point to point: left and right along the levels, up and down from arm to arm. Enter opens the
        members of a point, Escape closes them. The tables below have the same numbers.
      </p>
      <p aria-live="polite" className="sr-only">
        {told}
      </p>
      {box && (
        <span
          aria-hidden="true"
          className="pointer-events-none absolute size-5 -translate-1/2 rounded-full border-2 border-ink"
          style={{ left: ringAt(box, width), top: (box.top + box.bottom) / 2 }}
        />
      )}
      <Suspense>
        {facts && box && drawn && (
          <FigureTooltip
            ref={tooltip}
            facts={facts}
            spec={spec}
            box={box}
            picture={{ width, height: (drawn.height * width) / drawn.width }}
            pinned={shown.pinned}
            onEnter={stay}
            onClose={close}
          />
        )}
      </Suspense>
    </div>
  );
}

/** The middle of a mark; of a line across the picture, its left end, where nothing hides it. */
const ringAt = ({ left, right }: PlacedMark['box'], width: number) =>
  right - left > width / 3 ? left : (left + right) / 2;

function sentenceOf({ label, level, density, metric, unit, summary }: Facts): string {
  return `${label}, level ${level}, ${formatDensity(density)} of the weights, ${formatMetricName(metric)}: ${summaryText(summary, unit)}.`;
}
