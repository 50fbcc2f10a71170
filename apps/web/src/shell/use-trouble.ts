'use client';
import type { Me } from '@tombola/shared';
import { useState } from 'react';

/** Why it is not known who is there; it stays while the server is asked again, so that the page does not flicker. */
export function useTrouble(me: Me | null | undefined, error: unknown): unknown {
  const [last, setLast] = useState<unknown>(null);
  const trouble = me === undefined ? (error ?? last) : null;
  if (trouble !== last) setLast(trouble);
  return trouble;
}
