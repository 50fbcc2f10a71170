'use client';
import { Page } from '../ui/page';

export function TrialPage() {
  return <Page title="Trial">{null}</Page>;
}
