'use client';
import { useMemo } from 'react';
import { formatDensity } from '../lib/format';
import { Button } from '../ui/button';
import { Checkbox, Field, Input, Select } from '../ui/field';
import { Chips } from './chips';
import { colourings, type Colouring } from './choosing';
import type { CurveLevel } from './curve-level';
import { spreads } from './curve-lines';
import { clockNames, seriesTitle, spreadNames } from './curve-words';
import { numbersOf } from './series-choice';
import { SmoothingField } from './smoothing-field';
import { clocks } from './time-axis';
import { TrialPicker } from './trial-picker';
import type { ChangeView, CurveView } from './use-curve-view';

interface CurveControlsProps {
  readonly view: CurveView;
  readonly change: ChangeView;
  readonly levels: readonly CurveLevel[];
  readonly numbers: readonly number[];
  readonly series: readonly string[];
  readonly available: readonly string[];
  /** Whether there are arms with means. */
  readonly bands: boolean;
  readonly colour: Colouring;
  readonly matchError: string | undefined;
}

/** How the curves are looked at. */
export function CurveControls(props: CurveControlsProps) {
  const { view, change, levels, numbers, series, available, bands, colour, matchError } = props;
  const drawsBands = bands && view.draw === 'bands';
  const toggled = <T,>(list: readonly T[], value: T) =>
    list.includes(value) ? list.filter((each) => each !== value) : [...list, value];
  const levelOptions = useMemo(
    () =>
      numbersOf(levels).map((value) => {
        const density = levels.find((each) => each.level === value && each.density !== null)?.density;
        return {
          value,
          label: value,
          title: density == null ? `level ${value}` : `level ${value}: ${formatDensity(density)} of the weights`,
        };
      }),
    [levels],
  );
  const seriesOptions = [...new Set([...available, ...series])].map((value) => ({ value, label: seriesTitle(value) }));
  const zoomed = view.from !== null && view.to !== null;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap gap-x-6 gap-y-3">
        {bands && (
          <Chips
            label="Draw"
            options={[
              { value: 'bands', label: 'Arms over seeds' },
              { value: 'trials', label: 'Trials' },
            ]}
            chosen={[view.draw]}
            onToggle={(draw) =>
              change({ draw: draw === 'trials' ? 'trials' : 'bands', off: [], clock: 'step', from: null, to: null })
            }
          />
        )}
        <Chips
          label="Series"
          options={seriesOptions}
          chosen={series}
          onToggle={(value) => change({ series: toggled(series, value) })}
        />
        {levelOptions.length > 1 && (
          <Chips
            label="Levels"
            options={levelOptions}
            chosen={numbers}
            onToggle={(value) => change({ levels: toggled(numbers, value).sort((a, b) => a - b), off: [] })}
          />
        )}
      </div>
      <div className="flex flex-wrap items-start gap-x-4 gap-y-3">
        <Field label="X axis" className="w-60">
          {(control) => (
            <Select
              {...control}
              value={view.clock}
              options={clocks
                .filter((clock) => !drawsBands || clock !== 'wall')
                .map((value) => ({ value, label: clockNames[value] }))}
              onChange={(clock) => change({ clock, from: null, to: null })}
            />
          )}
        </Field>
        <fieldset className="flex flex-col gap-1">
          <legend className="text-sm font-medium">Logarithmic</legend>
          <div className="flex min-h-9 items-center gap-4">
            {(['x', 'y'] as const).map((axis) => (
              <Checkbox
                key={axis}
                label={axis}
                disabled={axis === 'x' && view.clock === 'wall'}
                checked={view.log.includes(axis)}
                onChange={() => change({ log: toggled(view.log, axis) })}
              />
            ))}
          </div>
        </fieldset>
        {drawsBands ? (
          <>
            <Field label="Band" className="w-48">
              {(control) => (
                <Select
                  {...control}
                  value={view.spread}
                  options={spreads.map((value) => ({ value, label: spreadNames[value] }))}
                  onChange={(spread) => change({ spread })}
                />
              )}
            </Field>
            <fieldset className="flex flex-col gap-1">
              <legend className="text-sm font-medium">Seeds</legend>
              <Checkbox
                className="min-h-9"
                label="faint lines"
                checked={view.members}
                onChange={(members) => change({ members })}
              />
            </fieldset>
          </>
        ) : (
          bands && (
            <>
              <Field label="Colour by" className="w-28">
                {(control) => (
                  <Select
                    {...control}
                    value={colour}
                    options={colourings}
                    onChange={(value) => change({ colour: value })}
                  />
                )}
              </Field>
              <TrialPicker levels={levels} view={view} change={change} />
            </>
          )
        )}
        <SmoothingField value={view.smooth} onChange={(smooth) => change({ smooth }, 'replace')} />
        {bands && (
          <Field label="Filter" className="min-w-40 flex-1 sm:max-w-64" error={matchError}>
            {(control) => (
              <Input
                {...control}
                type="search"
                value={view.match}
                placeholder={drawsBands ? 'arms: ticket|dense' : 'arms, trials: ticket.*-s1$'}
                spellCheck={false}
                onChange={(event) => change({ match: event.target.value }, 'replace')}
              />
            )}
          </Field>
        )}
        {zoomed && (
          <Button className="self-end" onClick={() => change({ from: null, to: null })}>
            Whole range
          </Button>
        )}
      </div>
    </div>
  );
}
