'use client';
import type { View } from '../use-view';

export function ParallelTab({ view }: { readonly view: View }) {
  return <p>{view.metric}</p>;
}
