'use client';
import { Page } from '../ui/page';

export function LaunchPage() {
  return <Page title="Launch">{null}</Page>;
}
