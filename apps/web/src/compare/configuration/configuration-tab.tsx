'use client';
import type { View } from '../use-view';

export function ConfigurationTab({ view }: { readonly view: View }) {
  return <p>{view.metric}</p>;
}
