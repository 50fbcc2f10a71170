'use client';
import type { ModelOut } from '@tombola/shared';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api } from '../api/queries';
import { problemOf, sentenceOf } from '../api/problem';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Field, TextArea } from '../ui/field';

interface DescribeDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly model: Pick<ModelOut, 'name' | 'description'>;
}

/** Says what a model is. */
export const DescribeDialog = ({ open, onClose, model }: DescribeDialogProps) => (
  <Dialog open={open} onClose={onClose} title={`Description of ${model.name}`} wide>
    <DescribeForm model={model} onClose={onClose} />
  </Dialog>
);

function DescribeForm({ model: { name, description }, onClose }: Omit<DescribeDialogProps, 'open'>) {
  const queries = useQueryClient();
  const [text, setText] = useState(description);
  const update = useMutation(
    api.models.update.mutationOptions({
      onSuccess: () => {
        onClose();
        return queries.invalidateQueries({ queryKey: api.models.pathKey() });
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    update.mutate({ model: name, description: text });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Field
        label="Description"
        help="Markdown."
        error={update.error === null ? undefined : sentenceOf(problemOf(update.error))}
      >
        {(control) => (
          <TextArea
            {...control}
            autoFocus
            rows={10}
            maxLength={10_000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" kind="primary" busy={update.isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}
