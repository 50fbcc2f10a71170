'use client';
import { useEffect, useId, useLayoutEffect, useRef, useState, type ButtonHTMLAttributes, type ReactNode } from 'react';
import { createPortal } from 'react-dom';

interface PopoverProps {
  /** Of what opens, for those who do not see it. */
  readonly name: string;
  /** What stands on the button. */
  readonly label: ReactNode;
  readonly button: Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type' | 'children'>;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Between button and panel, and between panel and window, in CSS pixels. */
const [GAP, EDGE] = [4, 8];

/**
 * A button that opens a panel with fields: the browser's own popover, over everything, which a click elsewhere and
 * Escape close. It goes with its button. Rendered in the browser only: it stands at the end of the page, where it stays
 * open when its button gets another place among its neighbours.
 */
export function Popover({ name, label, button: rest, className, children }: PopoverProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);

  useLayoutEffect(() => {
    if (open) placeAt(panel.current!, button.current!);
  });
  useEffect(() => {
    if (!open) return;
    panel.current!.querySelector<HTMLElement>('input, select, button:not(:disabled)')?.focus();
    const follow = () => placeAt(panel.current!, button.current!);
    window.addEventListener('scroll', follow, { capture: true, passive: true });
    window.addEventListener('resize', follow);
    return () => {
      window.removeEventListener('scroll', follow, { capture: true });
      window.removeEventListener('resize', follow);
    };
  }, [open]);
  return (
    <>
      <button {...rest} ref={button} type="button" popoverTarget={id} aria-haspopup="dialog" aria-expanded={open}>
        {label}
      </button>
      {createPortal(
        <div
          ref={panel}
          id={id}
          popover="auto"
          role="dialog"
          aria-label={name}
          className="card inset-auto m-0 max-h-[calc(100dvh-1rem)] overflow-y-auto bg-raised p-3 text-ink shadow-lg"
          onToggle={({ newState }) => setOpen(newState === 'open')}
        >
          {open && <div className={className}>{children}</div>}
        </div>,
        document.body,
      )}
    </>
  );
}

/** Under the middle of the button, over it where there is no room. */
function placeAt(panel: HTMLElement, button: HTMLElement): void {
  const at = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = panel;
  const under = at.bottom + GAP;
  const fits = under + height + EDGE <= window.innerHeight || at.top < height;
  const left = Math.min((at.left + at.right - width) / 2, window.innerWidth - width - EDGE);
  panel.style.left = `${Math.max(EDGE, left)}px`;
  panel.style.top = `${Math.max(EDGE, fits ? under : at.top - GAP - height)}px`;
}
