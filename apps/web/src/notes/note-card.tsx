'use client';
import type { NoteOut } from '@tombola/shared';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/queries';
import { Button } from '../ui/button';
import { Confirm } from '../ui/dialog';
import { Ago } from '../ui/time';
import { useToasts } from '../ui/toast';
import { MarkdownText } from './markdown-text';
import { NoteEditor } from './note-editor';

/** One note, which its author or an administrator may rewrite and delete. */
export function NoteCard({ note, mayChange }: { readonly note: NoteOut; readonly mayChange: boolean }) {
  const { tell } = useToasts();
  const queries = useQueryClient();
  const [mode, setMode] = useState<'shown' | 'edited' | 'deleted'>('shown');
  const onSuccess = (done: string) => () => {
    setMode('shown');
    tell(done);
    return queries.invalidateQueries({ queryKey: api.notes.pathKey() });
  };
  const update = useMutation(api.notes.update.mutationOptions({ onSuccess: onSuccess('The note is rewritten.') }));
  const remove = useMutation(api.notes.delete.mutationOptions({ onSuccess: onSuccess('The note is deleted.') }));
  const { id, body, authorName, createdAt, updatedAt } = note;
  return (
    <li className="flex flex-col gap-1 py-3 first:pt-0 last:pb-0">
      <div className="flex min-h-9 flex-wrap items-center justify-between gap-x-3">
        <p className="text-sm text-soft">
          <span className="font-medium text-ink">{authorName}</span> <Ago moment={createdAt} />
          {updatedAt !== createdAt && (
            <>
              , rewritten <Ago moment={updatedAt} />
            </>
          )}
        </p>
        {mayChange && mode !== 'edited' && (
          <div className="flex gap-1">
            <Button kind="ghost" onClick={() => setMode('edited')}>
              Edit<span className="sr-only"> the note of {authorName}</span>
            </Button>
            <Button kind="ghost" onClick={() => setMode('deleted')}>
              Delete<span className="sr-only"> the note of {authorName}</span>
            </Button>
          </div>
        )}
      </div>
      {mode === 'edited' ? (
        <NoteEditor
          initial={body}
          action="Save the note"
          busy={update.isPending}
          error={update.error}
          onSave={(text) => update.mutate({ note: id, body: text })}
          onClose={() => {
            update.reset();
            setMode('shown');
          }}
        />
      ) : (
        <MarkdownText source={body} />
      )}
      <Confirm
        open={mode === 'deleted'}
        title="Delete the note?"
        action="Delete the note"
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate({ note: id })}
        onClose={() => {
          remove.reset();
          setMode('shown');
        }}
      >
        <p className="text-sm">What {authorName} wrote here is gone then; nobody can bring it back.</p>
      </Confirm>
    </li>
  );
}
