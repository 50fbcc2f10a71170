'use client';
import type { RouterInputs } from '../api/types';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../api/client';
import { pagesOf } from '../api/pages';
import { api } from '../api/queries';
import { useMay, useMe } from '../api/session';
import { Button } from '../ui/button';
import { Section } from '../ui/section';
import { ErrorNotice, Loading, Skeleton } from '../ui/states';
import { NoteCard } from './note-card';
import { NoteEditor } from './note-editor';

type Subject = RouterInputs['notes']['list']['subject'];

/** What people wrote beside a study, a trial or a model, newest first, and a place to write more. */
export function Notes({ subject, subjectId }: { readonly subject: Subject; readonly subjectId: string }) {
  const mayWrite = useMay('write');
  const { me } = useMe();
  const queries = useQueryClient();
  const [writing, setWriting] = useState(false);
  const input = { subject, subjectId, limit: 20 };
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    pagesOf(api.notes.list.queryKey(input), (cursor, signal) =>
      client.notes.list.query({ ...input, ...(cursor !== undefined && { cursor }) }, { signal }),
    ),
  );
  const create = useMutation(
    api.notes.create.mutationOptions({
      onSuccess: () => {
        setWriting(false);
        return queries.invalidateQueries({ queryKey: api.notes.pathKey() });
      },
    }),
  );
  const notes = data?.pages.flatMap(({ items }) => items);
  return (
    <Section
      title="Notes"
      id="notes"
      actions={mayWrite && !writing && <Button onClick={() => setWriting(true)}>Write a note</Button>}
    >
      <div className="flex flex-col gap-4">
        {writing && (
          <NoteEditor
            action="Add the note"
            busy={create.isPending}
            error={create.error}
            onSave={(body) => create.mutate({ subject, subjectId, body })}
            onClose={() => {
              create.reset();
              setWriting(false);
            }}
          />
        )}
        {error !== null && notes === undefined && <ErrorNotice error={error} retry={() => void refetch()} />}
        {error === null && notes === undefined && (
          <Loading what="notes">
            <Skeleton className="h-6 w-64" />
          </Loading>
        )}
        {notes?.length === 0 && !writing && (
          <p className="text-sm text-soft">
            Nothing is written down yet{mayWrite ? ': what was this for, what was seen, what comes next?' : '.'}
          </p>
        )}
        {notes !== undefined && notes.length > 0 && (
          <ul className="flex flex-col divide-y divide-rule">
            {notes.map((note) => (
              <NoteCard
                key={note.id}
                note={note}
                mayChange={mayWrite && (me?.role === 'admin' || me?.id === note.author)}
              />
            ))}
          </ul>
        )}
        {hasNextPage && (
          <Button className="self-start" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Older notes
          </Button>
        )}
      </div>
    </Section>
  );
}
