'use client';
import { strokeOf } from '../charts/colours';
import { useDark } from '../shell/theme';
import { markerPath } from './plot/markers';

/** The line and the sign of a group, as they are in plots. */
export function Swatch({ index }: { readonly index: number }) {
  const { colour, dash } = strokeOf(index, useDark());
  return (
    <svg aria-hidden="true" width="24" height="12" className="shrink-0">
      <line x1="0" x2="24" y1="6" y2="6" stroke={colour} strokeWidth="2" strokeDasharray={dash.join(' ')} />
      <path d={markerPath(index, 12, 6, 3.5)} fill={colour} />
    </svg>
  );
}
