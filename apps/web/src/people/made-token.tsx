'use client';
import type { TokenCreated } from '@tombola/shared';
import { useEffect, useRef } from 'react';
import { Button } from '../ui/button';
import { CodeBlock } from '../ui/copy';
import { tokenExamples } from './token-examples';

interface MadeTokenProps {
  readonly token: TokenCreated;
  readonly onDone: () => void;
}

/** A token that was just made, which nothing shows a second time. It stays until it is sent away, and no dialog hides it. */
export function MadeToken({ token: { name, token }, onDone }: MadeTokenProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [token]);
  return (
    <div className="flex flex-col gap-3 border-b border-rule bg-accent-soft/40 p-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 ref={heading} tabIndex={-1} className="font-semibold [overflow-wrap:anywhere] outline-none">
          The token {name} is made. Copy it now: it is not shown again.
        </h3>
        <Button onClick={onDone}>I have it</Button>
      </div>
      <CodeBlock label={`The token ${name}`} code={token} />
      <details>
        <summary className="min-h-6 text-sm font-medium">How programs use it</summary>
        <div className="mt-3 grid gap-3 lg:grid-cols-2">
          {tokenExamples(window.location.origin, token).map(({ title, code }) => (
            <div key={title} className="flex min-w-0 flex-col gap-1">
              <p className="text-sm text-soft">{title}</p>
              <CodeBlock label={title} code={code} />
            </div>
          ))}
        </div>
      </details>
    </div>
  );
}
