'use client';
import type { Lineage } from '@tombola/shared';
import { tenth } from '../../charts/drawing';
import { FileCard, nameOf } from './file-card';
import { leftOut, type LineageLayout, type PlacedFile } from './layout';

/** CSS pixels. */
const CARD = { width: 236, height: 126 };
const GAP = { x: 76, y: 44 };
const MARGIN = 4;

const left = ({ column }: PlacedFile) => MARGIN + column * (CARD.width + GAP.x);
const top = ({ row }: PlacedFile) => MARGIN + row * (CARD.height + GAP.y);

const relations: Readonly<Record<string, string>> = {
  'trained-from': 'trained',
  'masks-from': 'mask',
  'exported-from': 'exported',
  'measured-on': 'measured',
  [leftOut]: 'levels between',
};

interface LineageGraphProps {
  readonly layout: LineageLayout;
  /** All of it: what a file was made from has a name, whether it is shown or not. */
  readonly lineage: Lineage;
  readonly current: string;
}

/** Files as cards, each row a level, with arrows from what a file was made from. The cards are a list in reading order. */
export function LineageGraph({ layout: { files, rows, columns }, lineage, current }: LineageGraphProps) {
  const width = 2 * MARGIN + columns * (CARD.width + GAP.x) - GAP.x;
  const height = 2 * MARGIN + rows * (CARD.height + GAP.y) - GAP.y;
  const places = new Map(files.map((file) => [file.artifact.id, file]));
  const names = new Map(lineage.artifacts.map((artifact) => [artifact.id, nameOf(artifact)]));
  const arrows = files.flatMap((child) =>
    child.parents.flatMap(({ id, relation }) => {
      const parent = places.get(id);
      return parent === undefined ? [] : [{ key: `${id} ${child.artifact.id}`, relation, ...arrow(parent, child) }];
    }),
  );
  return (
    <div role="region" aria-label="Graph of files" tabIndex={0} className="overflow-x-auto pb-2">
      <div className="relative" style={{ width, height }}>
        <svg aria-hidden="true" width={width} height={height} className="absolute inset-0 text-edge">
          {arrows.map(({ key, relation, d, head, label }) => (
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
                {relations[relation] ?? relation}
              </text>
            </g>
          ))}
        </svg>
        <ol aria-label="Files">
          {files.map((file) => (
            <li key={file.artifact.id} className="absolute" style={{ ...CARD, left: left(file), top: top(file) }}>
              <FileCard
                file={file.artifact}
                current={file.artifact.level === current}
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

/** Along a row an arrow is straight; to a row below it leaves at the foot and comes in at the head. */
function arrow(parent: PlacedFile, child: PlacedFile) {
  if (parent.row === child.row) {
    const y = top(parent) + CARD.height / 2;
    // Past files between the two, along their feet.
    const past = child.column - parent.column > 1;
    const [from, to] = [left(parent) + CARD.width, left(child) - 2];
    const foot = top(parent) + CARD.height + 14;
    const start = left(parent) + CARD.width - 24;
    const end = left(child) + 24;
    if (past)
      return {
        d: `M${start} ${top(parent) + CARD.height}V${foot - 6}q0 6 6 6H${end - 6}q6 0 6 -6V${top(child) + CARD.height + 6}`,
        head: `M${end - 4} ${top(child) + CARD.height + 8}h8l-4 -7z`,
        label: { x: (start + end) / 2, y: foot - 4, textAnchor: 'middle' as const },
      };
    return {
      d: `M${from} ${y}H${to - 6}`,
      head: `M${to - 7} ${y - 4}v8l7 -4z`,
      label: { x: (from + to) / 2, y: y - 7, textAnchor: 'middle' as const },
    };
  }
  const [x1, y1] = [left(parent) + CARD.width / 2, top(parent) + CARD.height];
  const [x2, y2] = [left(child) + CARD.width / 2, top(child) - 2];
  const middle = tenth(y2 - GAP.y / 2);
  const bend = Math.sign(x2 - x1) * Math.min(6, Math.abs(x2 - x1) / 2);
  const d =
    x1 === x2
      ? `M${x1} ${y1}V${y2 - 6}`
      : `M${x1} ${y1}V${middle - 6}q0 6 ${bend} 6H${x2 - bend}q${bend} 0 ${bend} 6V${y2 - 6}`;
  return {
    d,
    head: `M${x2 - 4} ${y2 - 7}h8l-4 7z`,
    label: { x: Math.min(x1, x2) + 12, y: middle - 6, textAnchor: 'start' as const },
  };
}
