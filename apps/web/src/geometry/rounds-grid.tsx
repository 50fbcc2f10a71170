'use client';
import type { LevelLayers } from '@tombola/shared';
import { classNames } from '../lib/class-names';
import { formatDensity } from '../lib/format';
import { Section } from '../ui/section';
import type { Networks } from './networks';
import { OutlineMark } from './outline-mark';
import { useAnswers } from './use-answer';
import type { GeometryView } from './use-geometry-view';

interface RoundsGridProps {
  readonly networks: Networks;
  readonly layers: ReadonlyMap<string, LevelLayers>;
  readonly view: GeometryView;
  /** The id of the level that is looked at. */
  readonly current: string | undefined;
  readonly onChoose: (arm: string, level: number) => void;
}

/** Decision polygons of one seed: a row an arm, a column a round. Each fills its square: what is to be compared is their shape. */
export function RoundsGrid({
  networks: { arms, numbers },
  layers,
  view: { mode, at },
  current,
  onChoose,
}: RoundsGridProps) {
  const outlines = useAnswers(
    'outline',
    [...layers].map(([key, network]) => ({ key, about: [key, at, mode], question: { network, mode } })),
  );
  return (
    <Section id="rounds" title="Rounds" flush>
      <div role="region" aria-label="Decision polygons by round" tabIndex={0} className="overflow-x-auto">
        <table className="data-table" aria-label="Decision polygons by round">
          <thead>
            <tr>
              <th scope="col">Starts from</th>
              {numbers.map((number) => (
                <th key={number} scope="col" className="text-center">
                  {number === 0 ? 'dense' : `round ${number}`}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {arms.map(({ arm, label, rounds }) => (
              <tr key={arm}>
                <th scope="row" className="font-normal whitespace-nowrap">
                  {label}
                </th>
                {numbers.map((number) => {
                  const round = rounds.find(({ level }) => level === number);
                  const outline = round && outlines.get(round.id);
                  return (
                    <td key={number}>
                      {round?.state === 'done' ? (
                        <button
                          type="button"
                          aria-pressed={round.id === current}
                          aria-label={`${label}, ${number === 0 ? 'dense' : `round ${number}`}, ${formatDensity(round.density ?? 1)} of the weights`}
                          className={classNames(
                            'mx-auto block size-16 rounded-md border p-1 hover:bg-sunken',
                            round.id === current ? 'border-accent bg-accent-soft' : 'border-transparent',
                          )}
                          onClick={() => onChoose(arm, number)}
                        >
                          {outline && <OutlineMark outline={outline} />}
                        </button>
                      ) : (
                        <span className="mx-auto grid size-16 place-items-center text-xs text-soft">
                          {round?.state ?? '–'}
                        </span>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
