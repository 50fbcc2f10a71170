import { tenth } from '../../charts/drawing';
import type { PlacedFile } from './layout';

/** Of the cards of files, of the seed's draw, and between them, in CSS pixels. */
export const CARD = { width: 236, height: 150 };
export const DRAW = { width: 236, height: 58 };
const GAP = { x: 76, y: 44 };
/** Left of all cards: where arrows from the draw run down. */
const GUTTER = 84;
const MARGIN = 4;
/** Below the last row: arrows along its feet. */
const FOOT = 24;

const left = (column: number) => MARGIN + GUTTER + column * (CARD.width + GAP.x);
const top = (row: number) => MARGIN + DRAW.height + GAP.y + row * (CARD.height + GAP.y);

export const cardPlace = ({ row, column }: PlacedFile) => ({ ...CARD, left: left(column), top: top(row) });
export const drawPlace = { ...DRAW, left: left(0), top: MARGIN };
export const sizeOf = (rows: number, columns: number) => ({
  width: left(columns) - GAP.x + MARGIN,
  height: top(rows) - GAP.y + FOOT,
});

export interface Arrow {
  readonly d: string;
  readonly head: string;
  readonly label: { readonly x: number; readonly y: number; readonly textAnchor: 'start' | 'middle' };
}

/** From the seed's draw down the gutter to a ticket, which is the first of its row. */
export function arrowFromDraw({ row, column }: PlacedFile): Arrow {
  const [x, y] = [MARGIN + 10, top(row) + CARD.height / 2];
  const end = left(column) - 2;
  return {
    d: `M${left(0)} ${MARGIN + DRAW.height / 2}H${x + 6}q-6 0 -6 6V${y - 6}q0 6 6 6H${end - 6}`,
    head: `M${end - 7} ${y - 4}v8l7 -4z`,
    label: { x: x + 6, y: y - 7, textAnchor: 'start' },
  };
}

/** Along a row an arrow is straight; to a row below it leaves at the foot and comes in at the head. */
export function arrowBetween(parent: PlacedFile, child: PlacedFile): Arrow {
  return parent.row === child.row ? along(parent, child) : down(parent, child);
}

function along(parent: PlacedFile, child: PlacedFile): Arrow {
  const y = top(parent.row) + CARD.height / 2;
  const [from, to] = [left(parent.column) + CARD.width, left(child.column) - 2];
  if (child.column - parent.column === 1)
    return {
      d: `M${from} ${y}H${to - 6}`,
      head: `M${to - 7} ${y - 4}v8l7 -4z`,
      label: { x: (from + to) / 2, y: y - 7, textAnchor: 'middle' },
    };
  // Past files between the two, along their feet.
  const foot = top(parent.row) + CARD.height;
  const [start, end] = [from - 24, left(child.column) + 24];
  return {
    d: `M${start} ${foot}v8q0 6 6 6H${end - 6}q6 0 6 -6V${foot + 6}`,
    head: `M${end - 4} ${foot + 8}h8l-4 -7z`,
    label: { x: (start + end) / 2, y: foot + 10, textAnchor: 'middle' },
  };
}

function down(parent: PlacedFile, child: PlacedFile): Arrow {
  const [x1, y1] = [left(parent.column) + CARD.width / 2, top(parent.row) + CARD.height];
  const [x2, y2] = [left(child.column) + CARD.width / 2, top(child.row) - 2];
  const middle = tenth(y2 - GAP.y / 2);
  const bend = Math.sign(x2 - x1) * Math.min(6, Math.abs(x2 - x1) / 2);
  const d =
    x1 === x2
      ? `M${x1} ${y1}V${y2 - 6}`
      : `M${x1} ${y1}V${middle - 6}q0 6 ${bend} 6H${x2 - bend}q${bend} 0 ${bend} 6V${y2 - 6}`;
  return {
    d,
    head: `M${x2 - 4} ${y2 - 7}h8l-4 7z`,
    label: { x: Math.min(x1, x2) + 12, y: middle - 6, textAnchor: 'start' },
  };
}
