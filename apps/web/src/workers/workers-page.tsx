'use client';
import { Page } from '../ui/page';

export function WorkersPage() {
  return <Page title="Workers">{null}</Page>;
}
