'use client';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useDebounced } from '../lib/use-debounced';
import { isValues, type Values } from '../schema-form/json-schema';
import type { ChangeLaunch } from './launch-state';
import { LONGEST, pack, unpack } from './packed';

export interface DeclarationText {
  readonly text: string;
  readonly onText: (text: string) => void;
  /** The declaration, if the text is a record of JSON. */
  readonly value: Values | undefined;
  /** What is wrong with the text. */
  readonly problem: string | undefined;
  /** Too long for the address: a link to the form is without it. */
  readonly long: boolean;
}

/** The text of a declaration. It stands packed in the address, so reload, Back and a sent link bring it back. */
export function useDeclarationText(packed: string | null, change: ChangeLaunch): DeclarationText {
  const [text, setText] = useState('');
  const [long, setLong] = useState(false);
  const written = useRef<string | null>(null);
  const typed = useRef(false);
  const still = useDebounced(text, 300);

  useEffect(() => {
    if (packed === null || packed === written.current) return;
    let current = true;
    void unpack(packed).then((found) => {
      if (!current || found === undefined) return;
      written.current = packed;
      typed.current = false;
      setText(found);
    });
    return () => void (current = false);
  }, [packed]);

  useEffect(() => {
    if (!typed.current) return;
    let current = true;
    void (still === '' ? Promise.resolve('') : pack(still)).then((next) => {
      if (!current) return;
      const fits = next.length <= LONGEST;
      setLong(!fits);
      written.current = fits && next !== '' ? next : null;
      change({ json: written.current }, 'type');
    });
    return () => void (current = false);
  }, [still, change]);

  const read = useMemo(() => readDeclaration(text), [text]);
  const onText = (next: string) => {
    typed.current = true;
    setText(next);
  };
  return { ...read, text, onText, long };
}

function readDeclaration(text: string): { value: Values | undefined; problem: string | undefined } {
  if (text.trim() === '') return { value: undefined, problem: undefined };
  try {
    const value = JSON.parse(text) as unknown;
    if (isValues(value)) return { value, problem: undefined };
    return { value: undefined, problem: 'Expected a JSON object: { "id": …, "arms": … }.' };
  } catch (error) {
    return { value: undefined, problem: `This is no JSON: ${(error as Error).message}.` };
  }
}
