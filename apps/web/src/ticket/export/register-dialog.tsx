'use client';
import { modelNameSchema } from '@tombola/shared';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useId, useState, type FormEvent } from 'react';
import { api } from '../../api/queries';
import { problemOf, sentenceOf } from '../../api/problem';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Field, Input, TextArea } from '../../ui/field';
import { useToasts } from '../../ui/toast';

interface RegisterDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly exportId: string;
  readonly level: string;
}

/** Makes a verified export the next version of a model, a new one or one that is there. */
export function RegisterDialog({ open, onClose, exportId, level }: RegisterDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title="Register as model version">
      <RegisterForm exportId={exportId} level={level} onClose={onClose} />
    </Dialog>
  );
}

function RegisterForm({ exportId, level, onClose }: Omit<RegisterDialogProps, 'open'>) {
  const router = useRouter();
  const queries = useQueryClient();
  const { tell } = useToasts();
  const list = useId();
  const [model, setModel] = useState('');
  const [description, setDescription] = useState('');
  const [tried, setTried] = useState(false);
  const { data } = useQuery(api.models.list.queryOptions({ limit: 200 }));
  const known = data?.items.find(({ name }) => name === model);
  const valid = modelNameSchema.safeParse(model).success;
  const register = useMutation(
    api.models.register.mutationOptions({
      onSuccess: ({ version }) => {
        tell(`${model}, version ${version}, is registered.`);
        void queries.invalidateQueries({ queryKey: api.models.pathKey() });
        router.push(`/models/${model}`);
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (valid) register.mutate({ model, export: exportId, description });
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <p className="text-sm text-soft">
        The verified ONNX file of <span className="font-mono">{level}</span>.
      </p>
      <Field
        label="Model"
        help={
          known
            ? `It becomes version ${(known.latest ?? 0) + 1}.`
            : 'One that is there, or a new name: small letters, digits and . _ -'
        }
        error={tried && !valid ? 'A name begins with a small letter: glyphs-lenet' : undefined}
      >
        {(control) => (
          <Input
            {...control}
            autoFocus
            autoComplete="off"
            list={list}
            value={model}
            onChange={(event) => setModel(event.target.value.trim())}
          />
        )}
      </Field>
      <datalist id={list}>
        {data?.items.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <Field label="What this version is" help="Markdown.">
        {(control) => (
          <TextArea
            {...control}
            rows={4}
            maxLength={10_000}
            value={description}
            onChange={(event) => setDescription(event.target.value)}
          />
        )}
      </Field>
      {register.error !== null && (
        <p role="alert" className="text-sm text-bad">
          {sentenceOf(problemOf(register.error))}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" kind="primary" busy={register.isPending}>
          Register
        </Button>
      </div>
    </form>
  );
}
