'use client';
import { createElement, type ReactNode } from 'react';
import type { Drawing, Mark } from './drawing';

/** A drawing on the page, one picture with one name to those who do not see it. */
export function DrawingView({ drawing: { width, height, label, marks } }: { readonly drawing: Drawing }) {
  return (
    <svg role="img" aria-label={label} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      {marks.map(view)}
    </svg>
  );
}

function view({ tag, attributes, text, title, children = [] }: Mark, key: number): ReactNode {
  return createElement(
    tag,
    { key, ...attributes },
    title === undefined ? null : <title>{title}</title>,
    text,
    ...children.map(view),
  );
}
