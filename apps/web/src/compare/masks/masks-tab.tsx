'use client';
import type { View } from '../use-view';

export function MasksTab({ view }: { readonly view: View }) {
  return <p>{view.metric}</p>;
}
