'use client';
import { useState } from 'react';
import { classNames } from '../../lib/class-names';
import { Button } from '../../ui/button';
import { Checkbox, Field, Input } from '../../ui/field';
import { Popover } from '../../ui/popover';
import { NONE, type ParallelAxis } from './axes';
import type { Brush } from './brushes';

interface AxisHeadProps {
  readonly axis: ParallelAxis;
  readonly brush: Brush | undefined;
  readonly onBrush: (brush: Brush | undefined) => void;
  /** Moves it by one place; undefined at the end. */
  readonly onLeft: (() => void) | undefined;
  readonly onRight: (() => void) | undefined;
  readonly onRemove: () => void;
  readonly width: number;
  readonly x: number;
}

/** The name of an axis: it opens what can be done with the axis, the brush in numbers among it. */
export function AxisHead({ axis, brush, onBrush, onLeft, onRight, onRemove, width, x }: AxisHeadProps) {
  return (
    <Popover
      name={`Axis ${axis.title}`}
      className="flex w-72 flex-col gap-3"
      label={
        <>
          <span className="truncate">{axis.title}</span>
          <span aria-hidden="true">▾</span>
        </>
      }
      button={{
        title: axis.title,
        'aria-label': `Axis ${axis.title}${brush === undefined ? '' : ', brushed'}`,
        className: classNames(
          'absolute top-0 inline-flex h-7 items-center justify-center gap-1 rounded px-1 text-xs hover:bg-sunken',
          brush === undefined ? 'text-soft' : 'font-medium text-accent',
        ),
        style: { left: x - width / 2, width },
      }}
    >
      <p className="font-medium [overflow-wrap:anywhere]">{axis.title}</p>
      {axis.kind === 'number' ? (
        <RangeFields axis={axis} brush={brush} onBrush={onBrush} />
      ) : (
        <CategoryFields axis={axis} brush={brush} onBrush={onBrush} />
      )}
      <div className="flex flex-wrap gap-1 border-t border-rule pt-2">
        <Button kind="ghost" disabled={brush === undefined} onClick={() => onBrush(undefined)}>
          All values
        </Button>
        <Button kind="ghost" square aria-label="Move left" disabled={onLeft === undefined} onClick={onLeft}>
          ←
        </Button>
        <Button kind="ghost" square aria-label="Move right" disabled={onRight === undefined} onClick={onRight}>
          →
        </Button>
        <Button kind="ghost" onClick={onRemove}>
          Remove
        </Button>
      </div>
    </Popover>
  );
}

type FieldsProps = Pick<AxisHeadProps, 'axis' | 'brush' | 'onBrush'>;

/** The ends of the brush, as numbers; an empty field is the end of the axis. */
function RangeFields({ axis, brush, onBrush }: FieldsProps) {
  const range = brush?.kind === 'range' ? brush : undefined;
  const [draft, setDraft] = useState<{ low?: string; high?: string }>({});
  const low = draft.low ?? (range === undefined ? '' : String(range.low));
  const high = draft.high ?? (range === undefined ? '' : String(range.high));
  const set = (next: { low?: string; high?: string }) => {
    setDraft({ low, high, ...next });
    const [from, to] = [next.low ?? low, next.high ?? high];
    if (from === '' && to === '') return onBrush(undefined);
    const ends = [from === '' ? axis.domain[0] : Number(from), to === '' ? axis.domain[1] : Number(to)] as const;
    if (ends.every(Number.isFinite) && ends[0] <= ends[1]) onBrush({ kind: 'range', low: ends[0], high: ends[1] });
  };
  const wrong = low !== '' && high !== '' && Number(low) > Number(high) ? 'the least comes first' : undefined;
  return (
    <div className="grid grid-cols-2 gap-2">
      <Field label="From" error={wrong}>
        {(control) => (
          <Input
            {...control}
            type="number"
            step="any"
            placeholder={String(axis.domain[0])}
            value={low}
            onChange={(event) => set({ low: event.target.value })}
          />
        )}
      </Field>
      <Field label="To">
        {(control) => (
          <Input
            {...control}
            type="number"
            step="any"
            placeholder={String(axis.domain[1])}
            value={high}
            onChange={(event) => set({ high: event.target.value })}
          />
        )}
      </Field>
    </div>
  );
}

function CategoryFields({ axis, brush, onBrush }: FieldsProps) {
  const all = [...axis.categories, NONE];
  const names = brush?.kind === 'some' ? brush.names : all;
  const set = (name: string, checked: boolean) => {
    const next = all.filter((each) => (each === name ? checked : names.includes(each)));
    onBrush(next.length === all.length ? undefined : { kind: 'some', names: next.length === 0 ? [name] : next });
  };
  return (
    <div role="group" aria-label="Values" className="flex max-h-56 flex-col overflow-y-auto">
      {all.map((name) => (
        <Checkbox
          key={name}
          label={name === NONE ? '– (none)' : name}
          checked={names.includes(name)}
          onChange={(checked) => set(name, checked)}
        />
      ))}
    </div>
  );
}
