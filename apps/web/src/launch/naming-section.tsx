'use client';
import { useState } from 'react';
import { Field, Select } from '../ui/field';
import { Section } from '../ui/section';
import type { Beneath } from './beneath';
import type { ChangeLaunch, LaunchState } from './launch-state';
import { TextOption } from './text-option';

interface NamingSectionProps {
  readonly state: LaunchState;
  readonly change: ChangeLaunch;
  readonly beneath: Beneath;
  readonly problems: ReadonlyMap<string, string>;
  /** What people call it unless they say otherwise. */
  readonly title: string;
}

/** What it is called, and, folded, how it is run. */
export function NamingSection({ state, change, beneath, problems, title }: NamingSectionProps) {
  const advanced = ['priority', 'retryLimit', 'retries', 'device'];
  const said = state.device !== null || state.priority !== '' || state.retries !== '';
  const [open, setOpen] = useState(said);
  // What is wrong is never folded away.
  const shown = open || advanced.some((field) => problems.has(field));
  return (
    <Section title="Name and order" id="name-and-order">
      <div className="grid gap-4 sm:grid-cols-2">
        <TextOption
          label="Name"
          value={state.name}
          before={title === '' ? 'its title' : title}
          help="What people call it."
          error={problems.get('name')}
          onText={(name) => change({ name }, 'type')}
        />
        <TextOption
          label="Tags"
          value={state.tags}
          before="none"
          help="With commas between them."
          error={problems.get('tags')}
          onText={(tags) => change({ tags }, 'type')}
        />
      </div>
      <details className="group mt-4" open={shown} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary className="inline-flex min-h-6 items-center gap-2 text-sm font-medium">
          <span aria-hidden="true" className="text-soft group-open:rotate-90">
            ▸
          </span>
          Device, priority, retries
        </summary>
        <div className="mt-3 grid grid-cols-2 gap-4 sm:grid-cols-3">
          <Field label="Device" help="The kind of worker that trains it." error={problems.get('device')}>
            {(ids) => (
              <Select
                {...ids}
                value={state.device ?? beneath.device}
                options={['cpu', 'gpu']}
                onChange={(device) => change({ device: device === beneath.device ? null : device }, 'choose')}
              />
            )}
          </Field>
          <TextOption
            label="Priority"
            value={state.priority}
            before={String(beneath.priority)}
            help="From -100 to 100; higher goes first."
            error={problems.get('priority')}
            numeric
            onText={(priority) => change({ priority }, 'type')}
          />
          <TextOption
            label="Retry limit"
            value={state.retries}
            before={String(beneath.retries)}
            help="How often a training whose process died is tried again."
            error={problems.get('retries') ?? problems.get('retryLimit')}
            numeric
            onText={(retries) => change({ retries }, 'type')}
          />
        </div>
      </details>
    </Section>
  );
}
