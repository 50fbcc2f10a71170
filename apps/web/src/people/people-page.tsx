'use client';
import { Page } from '../ui/page';

export function PeoplePage() {
  return <Page title="People and tokens">{null}</Page>;
}
