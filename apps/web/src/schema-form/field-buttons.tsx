'use client';
import { Button } from '../ui/button';
import type { FormControl } from './control';
import { removeNode, resetNode } from './edit';
import type { Node } from './tree';

interface FieldButtonsProps {
  readonly node: Node;
  readonly control: FormControl;
  /** What reset goes back to. */
  readonly before: string;
  readonly changed: boolean;
  /** Whether the recipe beneath says something that may be left out. */
  readonly removable: boolean;
}

/** Beside a control: back to what it was, or without what the recipe beneath says. */
export function FieldButtons({ node, control: { entries, onEntries }, before, changed, removable }: FieldButtonsProps) {
  return (
    <>
      {removable && (
        <Button
          kind="ghost"
          square
          aria-label={`${node.title}: none`}
          title={`Leave out ${before}`}
          onClick={() => onEntries(removeNode(entries, node), 'choose')}
        >
          <span aria-hidden="true">✕</span>
        </Button>
      )}
      {changed && (
        <Button
          kind="ghost"
          square
          aria-label={`Reset ${node.title}`}
          title={before === '' ? 'Back to nothing' : `Back to ${before}`}
          onClick={() => onEntries(resetNode(entries, node), 'choose')}
        >
          <span aria-hidden="true">↺</span>
        </Button>
      )}
    </>
  );
}
