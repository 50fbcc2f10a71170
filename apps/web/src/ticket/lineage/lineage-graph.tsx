'use client';
import type { Lineage } from '@tombola/shared';
import type { Start } from '../../provenance/start';
import { FileCard, nameOf } from './file-card';
import { leftOut, type LineageLayout } from './layout';
import { arrowBetween, arrowFromDraw, cardPlace, drawPlace, sizeOf } from './places';

const relations: Readonly<Record<string, string>> = {
  'trained-from': 'trained',
  'masks-from': 'mask',
  repeats: 'again',
  'exported-from': 'exported',
  'measured-on': 'measured',
  [leftOut]: 'levels between',
};

interface LineageGraphProps {
  readonly layout: LineageLayout;
  /** All of it: what a file was made from has a name, whether it is shown or not. */
  readonly lineage: Lineage;
  readonly current: string;
  /** What tickets start from, by the ids of their files. */
  readonly starts: ReadonlyMap<string, Start>;
  /** What the draw at the top is called. */
  readonly draw: string;
}

/** What an arrow says; of masks that come with the weights beneath them, both. */
const wordsOf = (relation: string, start: Start | undefined) =>
  relation === 'masks-from' && start?.from === 'trained' ? 'mask and weights' : (relations[relation] ?? relation);

/** Files as cards, each row a level, with arrows from what a file was made from. The cards are a list in reading order. */
export function LineageGraph(props: LineageGraphProps) {
  const { layout, lineage, current, starts, draw } = props;
  const { files, rows, columns } = layout;
  const size = sizeOf(rows, columns);
  const places = new Map(files.map((file) => [file.artifact.id, file]));
  const names = new Map(lineage.artifacts.map((artifact) => [artifact.id, nameOf(artifact)]));
  const between = files.flatMap((child) =>
    child.parents.flatMap(({ id, relation }) => {
      const parent = places.get(id);
      if (parent === undefined) return [];
      const words = wordsOf(relation, starts.get(child.artifact.id));
      return [{ key: `${id} ${child.artifact.id}`, relation, words, ...arrowBetween(parent, child) }];
    }),
  );
  const drawn = files.flatMap((file) => {
    const start = starts.get(file.artifact.id);
    if (start?.from !== 'draw') return [];
    const words = start.step === 0 ? 'as drawn' : `step ${start.step}`;
    return [{ key: `draw ${file.artifact.id}`, relation: 'drawn', words, ...arrowFromDraw(file) }];
  });
  return (
    <div role="region" aria-label="Graph of files" tabIndex={0} className="overflow-x-auto pb-2">
      <div className="relative" style={size}>
        <svg aria-hidden="true" {...size} className="absolute inset-0 text-edge">
          {[...drawn, ...between].map(({ key, relation, words, d, head, label }) => (
            <g key={key}>
              <path
                d={d}
                fill="none"
                stroke="currentColor"
                strokeWidth="1.5"
                strokeDasharray={relation === leftOut ? '2 4' : undefined}
              />
              <path d={head} fill="currentColor" />
              <text {...label} fontSize="11" className="fill-soft">
                {words}
              </text>
            </g>
          ))}
        </svg>
        <ol aria-label="Files">
          {drawn.length > 0 && (
            <li className="absolute rounded-lg border border-dashed border-edge px-3 py-2 text-sm" style={drawPlace}>
              <span className="block font-medium">Initial weights</span>
              <span className="block truncate text-xs text-soft">{draw}</span>
            </li>
          )}
          {files.map((file) => (
            <li key={file.artifact.id} className="absolute" style={cardPlace(file)}>
              <FileCard
                file={file.artifact}
                current={file.artifact.level === current}
                start={starts.get(file.artifact.id)?.words}
                madeFrom={lineage.edges
                  .filter(({ child }) => child === file.artifact.id)
                  .map(({ parent, relation }) => `${relation.replace('-', ' ')} ${names.get(parent) ?? parent}`)}
              />
            </li>
          ))}
        </ol>
      </div>
    </div>
  );
}
