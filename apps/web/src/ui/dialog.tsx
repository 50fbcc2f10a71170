'use client';
import { useEffect, useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { classNames } from '../lib/class-names';
import { Button } from './button';
import { ErrorNotice } from './states';

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
  // One that goes while it is open gives the focus back, too: to close it, the browser must still have it.
  useLayoutEffect(() => {
    const dialog = element.current!;
    return () => dialog.close();
  }, []);
  // What is pressed within and let go outside, such as a selection of text, is not meant to close it.
  const pressedOutside = useRef(false);
  return (
    <dialog
      ref={element}
      aria-labelledby={id}
      // Told late: it may be open again by then.
      onClose={() => element.current?.open !== true && onClose()}
      onPointerDown={(event) => {
        pressedOutside.current = event.target === element.current;
      }}
      onClick={(event) => event.target === element.current && pressedOutside.current && onClose()}
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
  /** Why it could not be done; messages at the edge of the screen are below a dialog. */
  readonly error?: unknown;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before what cannot be undone. */
export function Confirm({
  open,
  title,
  children,
  action,
  busy = false,
  error = null,
  onConfirm,
  onClose,
}: ConfirmProps) {
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
      {error !== null && (
        <div className="mt-3">
          <ErrorNotice error={error} />
        </div>
      )}
    </Dialog>
  );
}
