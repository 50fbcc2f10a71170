'use client';
import { useId, type FormEvent, type ReactNode } from 'react';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { ErrorNotice } from '../ui/states';

interface FormDialogProps {
  readonly open: boolean;
  readonly title: string;
  /** On the button: what will be done. */
  readonly action: string;
  readonly danger?: boolean;
  readonly busy: boolean;
  /** Why it was not done; it is shown where it was asked for. */
  readonly error: unknown;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A form in a dialog; Enter sends it. */
export function FormDialog({ open, title, action, danger, busy, error, onSubmit, onClose, children }: FormDialogProps) {
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy) onSubmit();
  };
  return (
    <Dialog
      open={open}
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={id} kind={danger ? 'danger' : 'primary'} busy={busy}>
            {action}
          </Button>
        </>
      }
    >
      <form id={id} method="dialog" onSubmit={submit} className="flex flex-col gap-4">
        {children}
        {error !== null && error !== undefined && <ErrorNotice error={error} />}
      </form>
    </Dialog>
  );
}
