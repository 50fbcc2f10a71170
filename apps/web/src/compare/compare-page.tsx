'use client';
import { useState } from 'react';
import { useShortcut } from '../shell/shortcuts';
import { Button } from '../ui/button';
import { Page } from '../ui/page';
import { ErrorNotice, Loading, Skeleton } from '../ui/states';
import { isEmptyChoice } from './choice';
import { ChoiceChips } from './choice-chips';
import { ComparisonView } from './comparison-view';
import { PickerDialog } from './picker/picker-dialog';
import { Suggestions } from './suggestions';
import { useChoice } from './use-choice';

/** Any trials of any studies side by side. */
export function ComparePage() {
  const { choice, error, choose } = useChoice();
  const [picking, setPicking] = useState(false);
  useShortcut('a', 'choose what to compare', () => setPicking(true));
  const isEmpty = choice !== undefined && isEmptyChoice(choice);
  return (
    <Page
      title="Compare"
      lead={isEmpty ? 'Trials and studies side by side: curves, configurations, masks and what they cost.' : undefined}
      actions={
        <Button kind={isEmpty ? 'primary' : 'secondary'} onClick={() => setPicking(true)}>
          Choose trials
        </Button>
      }
    >
      {error !== null && error !== undefined && <ErrorNotice error={error} />}
      {choice === undefined && error === null && (
        <Loading what="the newest study">
          <Skeleton className="h-64" />
        </Loading>
      )}
      {isEmpty && <Suggestions onChoose={() => setPicking(true)} />}
      {choice !== undefined && !isEmpty && (
        <>
          <ChoiceChips choice={choice} onChange={choose} />
          <ComparisonView choice={choice} />
        </>
      )}
      {choice !== undefined && (
        <PickerDialog open={picking} choice={choice} onClose={() => setPicking(false)} onChoose={choose} />
      )}
    </Page>
  );
}
