import { Fragment, type ReactNode } from 'react';
import type { Inline } from './markdown';

/** Pieces of a line as React's texts. */
export function showInline(pieces: readonly Inline[]): ReactNode {
  return pieces.map((piece, key) => {
    switch (piece.kind) {
      case 'text':
        return <Fragment key={key}>{piece.text}</Fragment>;
      case 'code':
        return (
          <code key={key} className="rounded bg-sunken px-1">
            {piece.text}
          </code>
        );
      case 'strong':
        return <strong key={key}>{showInline(piece.inside)}</strong>;
      case 'emphasis':
        return <em key={key}>{showInline(piece.inside)}</em>;
      case 'link':
        return (
          <a key={key} href={piece.href} target="_blank" rel="noreferrer noopener nofollow">
            {showInline(piece.inside)}
          </a>
        );
    }
  });
}
