'use client';
import { useState } from 'react';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Checkbox } from '../ui/field';
import type { CurveLevel } from './curve-level';
import type { ChangeView, CurveView } from './use-curve-view';

interface TrialPickerProps {
  readonly levels: readonly CurveLevel[];
  readonly view: CurveView;
  readonly change: ChangeView;
}

/** Which trials are drawn: whole arms, or seed by seed. */
export function TrialPicker({ levels, view, change }: TrialPickerProps) {
  const [open, setOpen] = useState(false);
  const all = [...new Map(levels.map((level) => [level.trial, level])).values()];
  const chosen = new Set(view.only ?? all.map(({ trial }) => trial));
  const arms = [...new Set(all.map(({ armId }) => armId))];
  const set = (trials: readonly string[], on: boolean) => {
    const next = all.map(({ trial }) => trial).filter((trial) => (trials.includes(trial) ? on : chosen.has(trial)));
    change({ only: next.length === all.length ? null : next });
  };
  const count = all.filter(({ trial }) => chosen.has(trial)).length;
  return (
    <div className="flex flex-col gap-1">
      <span className="text-sm font-medium">Trials</span>
      <Button aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {count === all.length ? `all ${count}` : `${count} of ${all.length}`} …
      </Button>
      <Dialog open={open} title="Trials to draw" onClose={() => setOpen(false)}>
        <div className="flex flex-col gap-4">
          <div className="flex gap-2">
            <Button onClick={() => change({ only: null })}>All</Button>
            <Button onClick={() => change({ only: [] })}>None</Button>
          </div>
          {arms.map((armId) => {
            const ofArm = all.filter((level) => level.armId === armId);
            const trials = ofArm.map(({ trial }) => trial);
            const on = trials.filter((trial) => chosen.has(trial)).length;
            return (
              <fieldset key={armId} className="flex flex-col gap-1.5">
                <legend className="sr-only">{ofArm[0]!.arm}</legend>
                <Checkbox
                  className="font-medium"
                  label={ofArm[0]!.arm}
                  ref={(input) => {
                    if (input !== null) input.indeterminate = on > 0 && on < trials.length;
                  }}
                  checked={on === trials.length}
                  onChange={(checked) => set(trials, checked)}
                />
                <div className="flex flex-wrap gap-x-4 gap-y-1 pl-6">
                  {ofArm.map(({ trial, seed, draw }) => (
                    <Checkbox
                      key={trial}
                      label={draw > 0 ? `seed ${seed}, draw ${draw}` : `seed ${seed}`}
                      title={trial}
                      checked={chosen.has(trial)}
                      onChange={(checked) => set([trial], checked)}
                    />
                  ))}
                </div>
              </fieldset>
            );
          })}
        </div>
      </Dialog>
    </div>
  );
}
