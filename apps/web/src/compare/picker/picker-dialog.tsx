'use client';
import { useState } from 'react';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Input } from '../../ui/field';
import type { Choice } from '../choice';
import { isEmptyChoice } from '../choice';
import { FoundTrials } from './found-trials';
import { StudyList } from './study-list';

interface PickerDialogProps {
  readonly open: boolean;
  readonly choice: Choice;
  readonly onClose: () => void;
  readonly onChoose: (choice: Choice) => void;
}

/** Chooses what is compared: nothing changes behind it before it is done, and Back goes to the choice before. */
export function PickerDialog({ open, choice, onClose, onChoose }: PickerDialogProps) {
  const [draft, setDraft] = useState<Choice | null>(null);
  const current = draft ?? choice;
  const close = () => {
    setDraft(null);
    onClose();
  };
  const done = () => {
    if (draft !== null) onChoose(draft);
    close();
  };
  return (
    <Dialog
      open={open}
      onClose={close}
      title="Choose what to compare"
      wide
      footer={
        <>
          <p className="mr-auto self-center text-sm text-soft" aria-live="polite">
            {isEmptyChoice(current) ? 'Nothing chosen' : countText(current)}
          </p>
          <Button disabled={isEmptyChoice(current)} onClick={() => setDraft({ studies: [], trials: [] })}>
            Clear
          </Button>
          <Button kind="primary" onClick={done}>
            Compare
          </Button>
        </>
      }
    >
      <Picker choice={current} onChange={setDraft} />
    </Dialog>
  );
}

interface PickerProps {
  readonly choice: Choice;
  readonly onChange: (choice: Choice) => void;
}

function Picker({ choice, onChange }: PickerProps) {
  const [search, setSearch] = useState('');
  const text = search.trim();
  return (
    <div className="flex flex-col gap-4">
      <Input
        type="search"
        autoFocus
        aria-label="Search studies and trials"
        placeholder="Name of a study, id of a trial, or recipe hash"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <FoundTrials search={text} choice={choice} onChange={onChange} />
      <StudyList search={text} choice={choice} onChange={onChange} />
    </div>
  );
}

function countText({ studies, trials }: Choice): string {
  const count = (number: number, one: string, many: string) =>
    number === 0 ? [] : [`${number} ${number === 1 ? one : many}`];
  return [...count(studies.length, 'study', 'studies'), ...count(trials.length, 'trial', 'trials')].join(' and ');
}
