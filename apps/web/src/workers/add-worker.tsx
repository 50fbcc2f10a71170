'use client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/queries';
import { CodeBlock } from '../ui/copy';
import { Section } from '../ui/section';
import { onAnotherMachine, sameMachine } from './worker-commands';

/** How there come to be more workers. */
export function AddWorker() {
  const { data: server } = useQuery({ ...api.system.info.queryOptions(), staleTime: 5 * 60_000 });
  const elsewhere = server && onAnotherMachine(server);
  return (
    <Section id="add" title="Add a worker">
      <div className="grid gap-x-8 gap-y-5 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-2 text-sm">
          <h3 className="font-medium">On the machine of the server</h3>
          <p className="text-soft">
            A slot is a training at a time; as many as there are cores is a good number. With --device gpu it takes what
            is queued for GPUs. Where the server has another home, both get the same --home.
          </p>
          <CodeBlock label="A worker on the machine of the server" code={sameMachine} />
        </div>
        <div className="flex min-w-0 flex-col gap-2 text-sm">
          <h3 className="font-medium">On another machine</h3>
          {elsewhere !== undefined && (
            <>
              {elsewhere.first.length > 0 && (
                <ul className="list-disc space-y-1 pl-5 text-soft">
                  {elsewhere.first.map((words) => (
                    <li key={words}>{words}</li>
                  ))}
                </ul>
              )}
              <CodeBlock label="A worker on another machine" code={elsewhere.command} />
            </>
          )}
        </div>
      </div>
      <p className="mt-4 text-sm text-soft">
        Workers may come and go at any time, also by kill: what they had is queued anew from its last checkpoint, and
        nothing is trained twice.
      </p>
    </Section>
  );
}
