'use client';
import { useRef } from 'react';
import { Button } from '../ui/button';
import { Field, TextArea } from '../ui/field';
import type { DeclarationText } from './use-declaration-text';

interface DeclarationEditorProps {
  readonly declaration: DeclarationText;
  /** What the server says of it, or what is missing. */
  readonly problem: string | undefined;
}

/** A study as data: pasted, or from a file, or dropped onto it. */
export function DeclarationEditor({ declaration, problem }: DeclarationEditorProps) {
  const { text, onText, long, problem: wrong } = declaration;
  const picker = useRef<HTMLInputElement>(null);
  const read = async (file: File | undefined) => {
    if (file !== undefined) onText(await file.text());
  };
  return (
    <div
      className="flex flex-col items-start gap-2"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        if (event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        void read(event.dataTransfer.files[0]);
      }}
    >
      <Field
        label="Declaration"
        help="As for `tombola study run FILE`: id, title, question, citation, recipe, arms, scales, tables, figure, claims."
        error={wrong ?? problem}
        className="w-full"
      >
        {(ids) => (
          <TextArea
            {...ids}
            rows={12}
            value={text}
            spellCheck={false}
            placeholder='{ "id": "mine", "title": …, "recipe": …, "arms": […], "scales": … }'
            className="font-mono text-xs"
            onChange={({ target }) => onText(target.value)}
          />
        )}
      </Field>
      <input
        ref={picker}
        type="file"
        accept=".json,application/json"
        hidden
        onChange={({ target }) => {
          void read(target.files?.[0]);
          target.value = '';
        }}
      />
      <Button onClick={() => picker.current?.click()}>Read a file</Button>
      {long && (
        <p className="text-sm text-warn">
          The declaration is too long for an address: a link to this form is without it, and reload forgets it.
        </p>
      )}
    </div>
  );
}
