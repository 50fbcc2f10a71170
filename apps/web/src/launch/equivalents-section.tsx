'use client';
import type { StudyCreate } from '@tombola/shared';
import { useMemo } from 'react';
import { useMe } from '../api/session';
import { useHydrated } from '../lib/use-hydrated';
import { CodeBlock } from '../ui/copy';
import { Section } from '../ui/section';
import { equivalentsOf, type Original } from './equivalents';

interface EquivalentsSectionProps {
  readonly request: StudyCreate | undefined;
  readonly original: Original | undefined;
}

/** The same launch from a shell, over HTTP, and from a program. */
export function EquivalentsSection({ request, original }: EquivalentsSectionProps) {
  const { me } = useMe();
  const hydrated = useHydrated();
  const token = me?.kind !== 'local';
  const all = useMemo(
    () =>
      request && hydrated ? equivalentsOf(request, { origin: window.location.origin, token, original }) : undefined,
    [request, hydrated, token, original],
  );
  return (
    <Section title="The same from elsewhere" id="elsewhere">
      {all === undefined ? (
        <p className="text-sm text-soft">The command, the request and the program come when the form is complete.</p>
      ) : (
        <div className="flex flex-col gap-4">
          {all.command !== undefined && <Equivalent title="Command line" code={all.command} />}
          <Equivalent title="REST" code={all.curl} />
          <Equivalent title="TypeScript" code={all.typescript} />
        </div>
      )}
    </Section>
  );
}

interface EquivalentProps {
  readonly title: string;
  readonly help?: string;
  readonly code: string;
}

/** One of the ways, to be copied. */
export function Equivalent({ title, help, code }: EquivalentProps) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <h3 className="text-sm font-medium">{title}</h3>
      {help && <p className="text-xs text-soft">{help}</p>}
      <CodeBlock code={code} label={title} />
    </div>
  );
}
