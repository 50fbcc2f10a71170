'use client';
import { Page } from '../ui/page';

export function StudyPage() {
  return <Page title="Study">{null}</Page>;
}
