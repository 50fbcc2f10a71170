'use client';
import type { View } from '../use-view';

export function ParetoTab({ view }: { readonly view: View }) {
  return <p>{view.metric}</p>;
}
