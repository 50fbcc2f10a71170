'use client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { parseAsInteger, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useState } from 'react';
import { api } from '../../api/queries';
import { useMay } from '../../api/session';
import { StateBadge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Field, Input } from '../../ui/field';
import { Menu, MenuItem } from '../../ui/menu';
import { Section } from '../../ui/section';
import { Segmented } from '../../ui/segmented';
import { useToasts } from '../../ui/toast';
import { problemOf, requestOf } from '../launch-points';
import { chosenRound, networksOf } from '../networks';
import { StudyNetworks } from '../study-networks';
import { useAnswer } from '../use-answer';
import { useGeometryView } from '../use-geometry-view';
import { useLayers } from '../use-layers';
import { examples } from './examples';
import { Pad } from './pad';
import { HALF, MOST_CLASSES, type DrawnPoint } from './points';
import { usePoints } from './use-points';

const classNames = Object.fromEntries(Array.from({ length: MOST_CLASSES }, (_, i) => [String(i), `Class ${i}`]));

/** Most of what a training of a few points is worth. */
const limits = { steps: [50, 20_000], rounds: [1, 20], seed: [0, 2 ** 31 - 1] } as const;

/** Draw points, train on them, and watch the boundary change from round to round. */
export function DrawTab() {
  const [points, setPoints] = usePoints();
  const [training, setTraining] = useQueryStates({
    steps: parseAsInteger.withDefault(1000),
    rounds: parseAsInteger.withDefault(8),
    draw: parseAsInteger.withDefault(0),
    starts: parseAsStringLiteral(['ticket', 'all'] as const).withDefault('ticket'),
  });
  const [label, setLabel] = useState(0);
  const { view, change } = useGeometryView();
  const { tell, complain } = useToasts();
  const may = useMay('write');
  const launch = useMutation(
    api.studies.create.mutationOptions({
      onSuccess: ({ id, name }) => {
        tell(`${name}: training begins.`);
        void change({ study: id, arm: null, seed: null, level: null }, { history: 'push' });
      },
      onError: complain,
    }),
  );
  const shown = useShownRegions();
  const wrong = problemOf(points);
  const add = (point: DrawnPoint) => void setPoints((before) => [...before, point]);
  const undo = () => void setPoints((before) => before.slice(0, -1));
  const number = (name: 'steps' | 'rounds' | 'draw', [least, most]: readonly [number, number], title: string) => (
    <Field label={title}>
      {(control) => (
        <Input
          {...control}
          type="number"
          className="w-28"
          min={least}
          max={most}
          value={training[name]}
          onChange={({ target }) => {
            const value = Math.round(target.valueAsNumber);
            if (value >= 0) void setTraining({ [name]: Math.min(most, value) });
          }}
          onBlur={() => void setTraining({ [name]: Math.max(least, training[name]) })}
        />
      )}
    </Field>
  );
  return (
    <>
      <Section
        id="draw"
        title="Points"
        actions={
          <>
            <Menu label="Examples">
              {Object.entries(examples).map(([name, make]) => (
                <MenuItem key={name} onSelect={() => void setPoints(make(), { history: 'push' })}>
                  {name}
                </MenuItem>
              ))}
            </Menu>
            <Button disabled={points.length === 0} onClick={undo}>
              Undo
            </Button>
            <Button disabled={points.length === 0} onClick={() => void setPoints(null, { history: 'push' })}>
              Clear
            </Button>
          </>
        }
      >
        <div className="flex flex-wrap items-start gap-6">
          <Pad points={points} label={label} regions={shown.regions} onAdd={add} onUndo={undo} onLabel={setLabel} />
          <div className="flex min-w-60 flex-1 flex-col items-start gap-4">
            <Segmented
              label="Class of new points"
              value={String(label)}
              options={classNames}
              onChange={(value) => setLabel(Number(value))}
            />
            <p className="text-sm text-soft">
              Click, or hold and drag. {countsOf(points)} They are what is trained on and what is tested on.
            </p>
            <div className="flex flex-wrap gap-3">
              {number('steps', limits.steps, 'Steps a round')}
              {number('rounds', limits.rounds, 'Rounds of pruning')}
              {number('draw', limits.seed, 'Seed')}
            </div>
            <Segmented
              label="Starts"
              value={training.starts}
              options={{ ticket: 'From the first weights', all: 'And from others' }}
              onChange={(starts) => void setTraining({ starts })}
            />
            <Button
              kind="primary"
              busy={launch.isPending}
              disabled={wrong !== undefined || !may}
              onClick={() => launch.mutate(requestOf(points, { ...training, seed: training.draw }))}
            >
              Train
            </Button>
            <p className="text-sm text-soft" aria-live="polite">
              {wrong ?? (may ? shown.words : 'To train, one may write.')}
            </p>
            {shown.state && <StateBadge state={shown.state} />}
          </div>
        </div>
      </Section>
      {view.study !== '' && <StudyNetworks key={view.study} study={view.study} />}
    </>
  );
}

/** What the network that is looked at makes of the pad. */
function useShownRegions() {
  const { view } = useGeometryView();
  const { data: page } = useQuery({
    ...api.studies.page.queryOptions({ study: view.study }),
    enabled: view.study !== '',
  });
  const chosen = page && chosenRound(networksOf(page, view.seed), view.arm, view.level);
  const { data: layers } = useLayers(chosen?.round, view.at);
  const { data } = useAnswer(
    'regions',
    [layers?.level, view.at],
    layers?.layers[0]?.weights[0]?.length === 2 ? { network: layers, half: HALF } : undefined,
  );
  const { round } = chosen ?? {};
  return {
    regions: view.study === '' ? undefined : data,
    state: page?.study.state,
    words:
      round === undefined
        ? 'A network of 40 hidden units is trained on the points, pruned and trained again, round by round.'
        : `Under the points: round ${round.level}.`,
  };
}

function countsOf(points: readonly DrawnPoint[]): string {
  if (points.length === 0) return 'No points yet.';
  const counts = Array.from({ length: MOST_CLASSES }, (_, i) => points.filter((point) => point.class === i).length);
  const named = counts.flatMap((count, i) => (count > 0 ? [`${count} of class ${i}`] : []));
  return `${points.length} points: ${named.join(', ')}.`;
}
