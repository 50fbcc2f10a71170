'use client';
import { Page } from '../ui/page';

export function StudiesPage() {
  return <Page title="Studies">{null}</Page>;
}
