'use client';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useState, useSyncExternalStore } from 'react';
import { classNames } from '../lib/class-names';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Field, Input } from '../ui/field';
import { readViews, subscribeViews, viewsOf, writeViews } from './views';

/** Views of this page that were given a name, as tabs. They stay in this browser; an address can be sent to anybody. */
export function SavedViews() {
  const path = usePathname();
  const router = useRouter();
  const search = useSearchParams().toString();
  const stored = useSyncExternalStore(subscribeViews, readViews, () => '[]');
  const views = viewsOf(stored).filter((view) => view.path === path);
  const [naming, setNaming] = useState(false);
  const [name, setName] = useState('');
  const known = views.some((view) => view.search === search);
  const save = () => {
    writeViews([
      ...viewsOf(stored).filter((view) => view.path !== path || view.name !== name.trim()),
      { path, search, name: name.trim() },
    ]);
    setNaming(false);
  };
  if (views.length === 0 && search === '') return null;
  return (
    <nav aria-label="Saved views" className="flex flex-wrap items-center gap-1.5 text-sm">
      {views.length > 0 && (
        <Button kind="ghost" aria-current={search === '' ? 'page' : undefined} onClick={() => router.push(path)}>
          All
        </Button>
      )}
      {views.map((view) => (
        <span
          key={view.name}
          className={classNames('inline-flex items-center rounded-md', view.search === search && 'bg-accent-soft')}
        >
          <Button
            kind="ghost"
            aria-current={view.search === search ? 'page' : undefined}
            onClick={() => router.push(`${path}?${view.search}`)}
          >
            {view.name}
          </Button>
          <Button
            kind="ghost"
            square
            aria-label={`Forget the view ${view.name}`}
            onClick={() => writeViews(viewsOf(stored).filter((each) => each.path !== path || each.name !== view.name))}
          >
            ✕
          </Button>
        </span>
      ))}
      {!known && search !== '' && (
        <Button kind="ghost" onClick={() => setNaming(true)}>
          Save this view
        </Button>
      )}
      <Dialog
        open={naming}
        title="Save this view"
        onClose={() => setNaming(false)}
        footer={
          <Button kind="primary" disabled={name.trim() === ''} onClick={save}>
            Save
          </Button>
        }
      >
        <Field label="Name" help="It becomes a tab of this page, in this browser.">
          {(control) => (
            <Input
              {...control}
              autoFocus
              maxLength={60}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
      </Dialog>
    </nav>
  );
}
