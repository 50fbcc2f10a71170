'use client';
import { useState } from 'react';
import { Button } from '../../ui/button';
import { Field, Input } from '../../ui/field';
import { ErrorNotice } from '../../ui/states';
import type { Read } from './change-values';

interface ChangeFormProps<T> {
  readonly label: string;
  readonly help?: string;
  readonly initial: string;
  readonly read: (text: string) => Read<T>;
  readonly busy: boolean;
  /** Why it could not be saved. */
  readonly error: unknown;
  readonly onSave: (value: T) => void;
  readonly onClose: () => void;
}

/** One line to change, checked before it is sent. */
export function ChangeForm<T>({ label, help, initial, read, busy, error, onSave, onClose }: ChangeFormProps<T>) {
  const [text, setText] = useState(initial);
  const [tried, setTried] = useState(false);
  const found = read(text);
  const wrong = 'wrong' in found ? found.wrong : undefined;
  return (
    <form
      className="flex flex-col gap-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if ('value' in found) onSave(found.value);
      }}
    >
      <Field label={label} help={help} error={tried ? wrong : undefined}>
        {(control) => <Input {...control} autoFocus value={text} onChange={(event) => setText(event.target.value)} />}
      </Field>
      {error !== null && <ErrorNotice error={error} />}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Keep as it is</Button>
        <Button kind="primary" type="submit" busy={busy}>
          Save
        </Button>
      </div>
    </form>
  );
}
