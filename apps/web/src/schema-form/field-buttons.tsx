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

/** The button goes away with what it undoes; the focus goes to the control that it stands beside. */
export function focusControl(button: HTMLElement): void {
  button.parentElement?.querySelector<HTMLElement>('input, select')?.focus();
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
          onClick={({ currentTarget }) => {
            focusControl(currentTarget);
            onEntries(removeNode(entries, node), 'choose');
          }}
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
          onClick={({ currentTarget }) => {
            focusControl(currentTarget);
            onEntries(resetNode(entries, node), 'choose');
          }}
        >
          <span aria-hidden="true">↺</span>
        </Button>
      )}
    </>
  );
}
