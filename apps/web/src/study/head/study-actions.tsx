'use client';
import type { StudyDetail } from '@tombola/shared';
import { useMay } from '../../api/session';
import { Button, LinkButton } from '../../ui/button';
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu';
import { allowedActions } from './allowed-actions';
import type { StudyDialog } from './study-dialogs';
import type { StudyChanges } from './use-study-changes';

interface StudyActionsProps {
  readonly study: StudyDetail;
  readonly changes: StudyChanges;
  readonly onDialog: (dialog: StudyDialog) => void;
}

/** What can be done with the study as it is, by who looks at it. */
export function StudyActions({ study, changes, onDialog }: StudyActionsProps) {
  const mayWrite = useMay('write');
  const { id } = study;
  const compare = <LinkButton href={`/compare?studies=${id}`}>Compare</LinkButton>;
  if (!mayWrite) return compare;
  const can = allowedActions(study);
  const { pause, resume, archive } = changes;
  return (
    <>
      {can.has('pause') && (
        <Button busy={pause.isPending} onClick={() => pause.mutate({ study: id })}>
          Pause
        </Button>
      )}
      {can.has('resume') && (
        <Button kind="primary" busy={resume.isPending} onClick={() => resume.mutate({ study: id })}>
          Resume
        </Button>
      )}
      {can.has('retry') && (
        <Button busy={resume.isPending} onClick={() => resume.mutate({ study: id, failed: true })}>
          Try failed ones again
        </Button>
      )}
      {compare}
      <LinkButton href={`/launch?clone=${id}`}>Clone and change</LinkButton>
      <Menu label="More" ariaLabel="More actions">
        <MenuItem onSelect={() => onDialog('rename')}>Rename…</MenuItem>
        <MenuItem onSelect={() => onDialog('tags')}>Tags…</MenuItem>
        {can.has('priority') && <MenuItem onSelect={() => onDialog('priority')}>Priority…</MenuItem>}
        <MenuItem onSelect={() => archive.mutate({ study: id, archived: can.has('archive') })}>
          {can.has('archive') ? 'Archive' : 'Bring back from the archive'}
        </MenuItem>
        <MenuSeparator />
        {can.has('cancel') && (
          <MenuItem danger onSelect={() => onDialog('cancel')}>
            Cancel the study…
          </MenuItem>
        )}
        <MenuItem danger disabled={!can.has('delete')} onSelect={() => onDialog('delete')}>
          {can.has('delete') ? 'Delete…' : 'Delete (cancel it first)'}
        </MenuItem>
      </Menu>
    </>
  );
}
