'use client';
import type { StudyDetail } from '@tombola/shared';
import { formatCount } from '../../lib/format';
import { Confirm, Dialog } from '../../ui/dialog';
import { ChangeForm } from './change-form';
import { readPriority, readTags, readTitle } from './change-values';
import type { StudyChanges } from './use-study-changes';

export type StudyDialog = 'rename' | 'tags' | 'priority' | 'cancel' | 'delete';

interface StudyDialogsProps {
  readonly study: StudyDetail;
  readonly changes: StudyChanges;
  readonly open: StudyDialog | undefined;
  readonly onClose: () => void;
}

/** The dialogs of the study's actions; at most one is open, and says itself what went wrong. */
export function StudyDialogs({ study, changes, open, onClose: close }: StudyDialogsProps) {
  const { id, name, tags, priority, levels, levelsDone, levelsRunning, trials } = study;
  const { change: update, cancel, remove } = changes;
  const onClose = () => {
    for (const { reset } of [update, cancel, remove]) reset();
    close();
  };
  const save = (change: { name?: string; tags?: string[]; priority?: number }) =>
    update.mutate({ study: id, ...change }, { onSuccess: onClose });
  const form = { busy: update.isPending, error: update.error, onClose };
  return (
    <>
      <Dialog open={open === 'rename'} title="Rename the study" onClose={onClose}>
        <ChangeForm {...form} label="Name" initial={name} read={readTitle} onSave={(value) => save({ name: value })} />
      </Dialog>
      <Dialog open={open === 'tags'} title="Tags of the study" onClose={onClose}>
        <ChangeForm
          {...form}
          label="Tags"
          help="With commas between them: letters, digits, spaces and . _ : / -"
          initial={tags.join(', ')}
          read={readTags}
          onSave={(value) => save({ tags: value })}
        />
      </Dialog>
      <Dialog open={open === 'priority'} title="Priority of the study" onClose={onClose}>
        <ChangeForm
          {...form}
          label="Priority"
          help="From −100 to 100; higher goes first. What runs already is not stopped."
          initial={String(priority)}
          read={readPriority}
          onSave={(value) => save({ priority: value })}
        />
      </Dialog>
      <Confirm
        open={open === 'cancel'}
        title="Cancel the study?"
        action="Cancel the study"
        busy={cancel.isPending}
        error={cancel.error}
        onConfirm={() => cancel.mutate({ study: id }, { onSuccess: onClose })}
        onClose={onClose}
      >
        <p className="text-sm">
          {formatCount(levels - levelsDone)} of its {formatCount(levels)} levels will not be trained
          {levelsRunning > 0 && `; ${formatCount(levelsRunning)} that run stop at a checkpoint`}. What is done stays,
          what other studies want goes on, and the study can be resumed later.
        </p>
      </Confirm>
      <Confirm
        open={open === 'delete'}
        title="Delete the study?"
        action="Delete the study"
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate({ study: id }, { onSuccess: onClose })}
        onClose={onClose}
      >
        <div className="flex flex-col gap-2 text-sm">
          <p className="font-medium [overflow-wrap:anywhere]">{name}</p>
          <p>Lost at once: its name, arms and tags, its figure, tables and claims, its notes.</p>
          <p>
            Lost with time: the curves, weights and logs of its {formatCount(trials)}{' '}
            {trials === 1 ? 'trial' : 'trials'} ({formatCount(levelsDone)} levels done), except for those that another
            study or a registered model needs.
          </p>
          <p className="text-soft">An archived study is out of sight, and loses nothing.</p>
        </div>
      </Confirm>
    </>
  );
}
