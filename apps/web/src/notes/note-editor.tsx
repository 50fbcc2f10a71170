'use client';
import { useState } from 'react';
import { Button } from '../ui/button';
import { Field, TextArea } from '../ui/field';
import { ErrorNotice } from '../ui/states';
import { MarkdownText } from './markdown-text';

interface NoteEditorProps {
  readonly initial?: string;
  /** On the button: what will be done. */
  readonly action: string;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSave: (body: string) => void;
  readonly onClose: () => void;
}

/** Longest note that the server takes. */
const LONGEST = 100_000;

/** Where a note is written, with what it will look like under it. Ctrl or Command with Enter saves. */
export function NoteEditor({ initial = '', action, busy, error, onSave, onClose }: NoteEditorProps) {
  const [body, setBody] = useState(initial);
  const ready = body.trim() !== '' && body !== initial && body.length <= LONGEST && !busy;
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) onSave(body);
      }}
    >
      <Field
        label="Note"
        help="Markdown: **bold**, *italic*, `code`, lists, > quotes, [links](https://…)."
        error={body.length > LONGEST ? `At most ${LONGEST} characters; these are ${body.length}.` : undefined}
      >
        {(control) => (
          <TextArea
            {...control}
            autoFocus
            rows={5}
            value={body}
            onChange={(event) => setBody(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
            }}
          />
        )}
      </Field>
      {/[*_`>#[\n]|https?:/.test(body) && (
        <div
          role="region"
          aria-label="Preview of the note"
          className="rounded-md border border-dashed border-edge px-3"
        >
          <MarkdownText source={body} />
        </div>
      )}
      {error !== null && error !== undefined && <ErrorNotice error={error} />}
      <div className="flex gap-2">
        <Button kind="primary" type="submit" busy={busy} disabled={!ready}>
          {action}
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </form>
  );
}
