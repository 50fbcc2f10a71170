'use client';
import { createContext, useCallback, useContext, useState, type ReactNode } from 'react';
import { problemOf, sentenceOf } from '../api/problem';
import { classNames } from '../lib/class-names';
import { Button } from './button';

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'good' | 'bad';
}

interface Toasts {
  /** Says that something was done. */
  readonly tell: (text: string) => void;
  /** Says that something could not be done, and stays until it is read. */
  readonly complain: (error: unknown) => void;
}

const ToastContext = createContext<Toasts>({ tell: () => {}, complain: () => {} });
const SHOWN_MS = 5000;
let count = 0;

/** Short messages at the edge of the screen. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const drop = useCallback((id: number) => setToasts((before) => before.filter((toast) => toast.id !== id)), []);
  const add = useCallback(
    (text: string, tone: Toast['tone']) => {
      const id = ++count;
      setToasts((before) => [...before.slice(-3), { id, text, tone }]);
      if (tone === 'good') setTimeout(() => drop(id), SHOWN_MS);
    },
    [drop],
  );
  const [value] = useState<Toasts>(() => ({
    tell: (text) => add(text, 'good'),
    complain: (error) => add(sentenceOf(problemOf(error)), 'bad'),
  }));
  return (
    <ToastContext value={value}>
      {children}
      <div className="fixed right-4 bottom-4 z-50 flex w-[min(26rem,calc(100vw-2rem))] flex-col gap-2">
        <div role="status" aria-live="polite" className="contents">
          {toasts.map(({ id, text, tone }) => (
            <div
              key={id}
              className={classNames(
                'flex items-start justify-between gap-2 rounded-md border bg-raised py-2 pr-1 pl-3 text-sm shadow-lg',
                tone === 'bad' ? 'border-bad' : 'border-good',
              )}
            >
              <p className="min-w-0 py-1.5 [overflow-wrap:anywhere]">{text}</p>
              <Button kind="ghost" square aria-label="Dismiss" onClick={() => drop(id)}>
                ✕
              </Button>
            </div>
          ))}
        </div>
      </div>
    </ToastContext>
  );
}

export const useToasts = (): Toasts => useContext(ToastContext);
