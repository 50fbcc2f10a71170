'use client';
import { useRef, useState } from 'react';
import { Button } from './button';
import { useToasts } from './toast';

interface CopyButtonProps {
  readonly text: string;
  readonly label?: string;
  /** Selects the text on the page, for browsers that give no clipboard: they do so over HTTPS and on loopback only. */
  readonly select?: () => void;
}

/** Puts a text on the clipboard, and says so, or why it cannot. */
export function CopyButton({ text, label = 'Copy', select }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  const { complain } = useToasts();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      select?.();
      const way = select === undefined ? 'select the text' : 'the text is selected';
      return complain(new Error(`the browser gives no clipboard here: ${way}, copy it with Ctrl or ⌘ C`));
    }
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
  const shown = useRef<HTMLElement>(null);
  return (
    <div className="relative min-w-0 rounded-md border border-rule bg-sunken">
      <pre
        tabIndex={0}
        aria-label={label}
        className="max-h-72 overflow-auto p-3 pr-20 font-mono text-xs leading-relaxed"
      >
        <code ref={shown}>{code}</code>
      </pre>
      <div className="absolute top-1 right-1 rounded-md bg-sunken">
        <CopyButton text={code} select={() => window.getSelection()?.selectAllChildren(shown.current!)} />
      </div>
    </div>
  );
}
