'use client';
import { Page } from '../ui/page';

export function ModelPage() {
  return <Page title="Model">{null}</Page>;
}
