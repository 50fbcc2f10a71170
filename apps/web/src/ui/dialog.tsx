'use client';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { classNames } from '../lib/class-names';
import { Button } from './button';

interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
  readonly wide?: boolean;
  /** The title is for those who hear the page only. */
  readonly bare?: boolean;
}

/** A modal dialog: the browser's own, which keeps the focus within and ends with Escape. */
export function Dialog({ open, onClose, title, children, footer, wide = false, bare = false }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = element.current!;
    if (open && !dialog.open) {
      dialog.showModal();
      // A form begins in its first field, not at the button that closes it.
      dialog.querySelector<HTMLElement>(':is(input, select, textarea):not(:disabled)')?.focus();
    }
    if (!open && dialog.open) dialog.close();
  }, [open]);
  return (
    <dialog
      ref={element}
      aria-labelledby={id}
      onClose={onClose}
      onClick={(event) => event.target === element.current && onClose()}
      className={classNames(
        'card bg-raised w-[calc(100vw-2rem)] p-0 shadow-xl open:flex open:flex-col max-h-[min(85dvh,52rem)]',
        wide ? 'max-w-3xl' : 'max-w-lg',
        bare && 'mt-[12vh] mb-auto',
      )}
    >
      {bare ? (
        <h2 id={id} className="sr-only">
          {title}
        </h2>
      ) : (
        <header className="flex items-center justify-between border-b border-rule px-4 py-2">
          <h2 id={id} className="font-semibold">
            {title}
          </h2>
          <Button kind="ghost" square aria-label="Close" onClick={onClose}>
            ✕
          </Button>
        </header>
      )}
      {/* What is not shown is not there: forms begin anew each time. */}
      {open && <div className={classNames('min-h-0 overflow-y-auto', !bare && 'p-4')}>{children}</div>}
      {footer && open && <footer className="flex justify-end gap-2 border-t border-rule px-4 py-3">{footer}</footer>}
    </dialog>
  );
}

interface ConfirmProps {
  readonly open: boolean;
  readonly title: string;
  readonly children: ReactNode;
  /** On the button: what will be done. */
  readonly action: string;
  readonly busy?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before what cannot be undone. */
export function Confirm({ open, title, children, action, busy = false, onConfirm, onClose }: ConfirmProps) {
  const footer = (
    <>
      <Button onClick={onClose}>Keep</Button>
      <Button kind="danger" busy={busy} onClick={onConfirm}>
        {action}
      </Button>
    </>
  );
  return (
    <Dialog open={open} title={title} onClose={onClose} footer={footer}>
      {children}
    </Dialog>
  );
}
