'use client';
import { figureAxes } from '@tombola/figures';
import type { Ref } from 'react';
import { strokeOf } from '../../charts/colours';
import { classNames } from '../../lib/class-names';
import { formatDensity, formatValue } from '../../lib/format';
import { useDark } from '../../shell/theme';
import { Link } from '../../ui/link';
import { spreadText } from '../tables/table-rows';
import type { AnyFigure, Facts } from './figure-facts';
import type { PlacedMark } from './placed-marks';

const WIDTH = 272;
/** From the middle of the mark. */
const GAP = 14;

interface FigureTooltipProps {
  readonly facts: Facts;
  readonly spec: AnyFigure;
  readonly box: PlacedMark['box'];
  /** Of the picture, in CSS pixels. */
  readonly picture: { readonly width: number; readonly height: number };
  readonly pinned: boolean;
  readonly ref: Ref<HTMLDivElement>;
  readonly onEnter: () => void;
  readonly onClose: () => void;
}

/** What is known of a mark, beside it: the mean with everything that is needed to read it, and every member. */
export function FigureTooltip(props: FigureTooltipProps) {
  const { facts, spec, box, picture, pinned, ref, onEnter, onClose } = props;
  const dark = useDark();
  const { label, index, level, density, metric, unit, summary, members, seed } = facts;
  const sign = unit === 'percent' ? ' %' : '';
  const panel = figureAxes(spec).find((each) => each.metric === metric);
  const draws = new Set(members.map(({ draw }) => draw)).size > 1;
  const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  const left = Math.max(0, Math.min(x - WIDTH / 2, picture.width - WIDTH));
  const under = y < picture.height / 2;
  return (
    <div
      ref={ref}
      role="group"
      aria-label={`${label}, level ${level}`}
      onPointerEnter={onEnter}
      onPointerMove={(event) => event.stopPropagation()}
      onClick={(event) => event.stopPropagation()}
      className={classNames('card absolute z-20 bg-raised p-3 text-xs shadow-lg', pinned && 'border-edge')}
      style={{ width: WIDTH, left, ...(under ? { top: y + GAP } : { bottom: picture.height - y + GAP }) }}
    >
      <div className="flex items-start justify-between gap-2">
        <p className="flex items-center gap-1.5 text-sm font-semibold">
          <span
            aria-hidden="true"
            className="size-2.5 shrink-0 rounded-full bg-soft"
            style={index < 0 ? undefined : { background: strokeOf(index, dark).colour }}
          />
          {label}
        </p>
        {pinned && (
          <button type="button" aria-label="Close" className="-m-1 size-6 rounded hover:bg-sunken" onClick={onClose}>
            ✕
          </button>
        )}
      </div>
      <p className="text-soft">
        Level {level}, {formatDensity(density)} of the weights
      </p>
      <p className="mt-1.5 text-soft">{panel?.label ?? metric}</p>
      {seed === undefined && (
        <p className="tabular-nums">
          <span className="text-sm font-semibold">
            {formatValue(summary.mean, unit)}
            {sign}
          </span>
          {summary.n > 1 && ` ${spreadText(summary, 'std', unit)} std`}, n = {summary.n}
          {summary.n > 1 && (
            <span className="block text-soft">
              min–max {spreadText(summary, 'range', unit)}; 95 % {spreadText(summary, 'interval', unit)}
            </span>
          )}
        </p>
      )}
      <ul
        aria-label="Members"
        tabIndex={members.length > 6 ? 0 : undefined}
        className="mt-1.5 max-h-36 overflow-y-auto border-t border-rule pt-1.5"
      >
        {members.map((member) => (
          <li key={`${member.seed} ${member.draw}`} className="flex items-baseline justify-between gap-3 py-0.5">
            <Link href={`/trials/${member.trial}`} className="inline-flex min-h-6 items-center">
              seed {member.seed}
              {draws && `, draw ${member.draw}`}
            </Link>
            <span className="tabular-nums">
              {formatValue(member.value, unit)}
              {sign}
            </span>
          </li>
        ))}
      </ul>
      {!pinned && <p className="mt-1 text-soft">Click to keep it open.</p>}
    </div>
  );
}
