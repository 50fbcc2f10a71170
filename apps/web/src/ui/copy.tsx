'use client';
import { useState } from 'react';
import { Button } from './button';

/** Puts a text on the clipboard, and says so. */
export function CopyButton({ text, label = 'Copy' }: { readonly text: string; readonly label?: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  return (
    <Button kind="ghost" onClick={() => void copy()}>
      <span aria-live="polite">{copied ? 'Copied' : label}</span>
    </Button>
  );
}

/** A command or program to take along. */
export function CodeBlock({ code, label }: { readonly code: string; readonly label: string }) {
  return (
    <div className="relative min-w-0 rounded-md border border-rule bg-sunken">
      <pre
        tabIndex={0}
        aria-label={label}
        className="max-h-72 overflow-auto p-3 pr-20 font-mono text-xs leading-relaxed"
      >
        <code>{code}</code>
      </pre>
      <div className="absolute top-1 right-1 rounded-md bg-sunken">
        <CopyButton text={code} />
      </div>
    </div>
  );
}
