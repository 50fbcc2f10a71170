'use client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/queries';
import { LinkButton } from '../ui/button';
import { Field, Select } from '../ui/field';
import { Empty } from '../ui/states';
import { GEOMETRY_TAG } from './launch-points';
import { StudyNetworks } from './study-networks';
import { useGeometryView } from './use-geometry-view';

/** A study whose networks have two inputs: the geometry's own, those of drawn points, or whichever the address names. */
export function StudyChoice() {
  const { view, change } = useGeometryView();
  const tropical = useQuery(api.studies.list.queryOptions({ preset: 'tropical', limit: 50 }));
  const drawn = useQuery(api.studies.list.queryOptions({ tag: GEOMETRY_TAG, limit: 50 }));
  const known = [
    ...new Map([...(tropical.data?.items ?? []), ...(drawn.data?.items ?? [])].map((each) => [each.id, each])).values(),
  ].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  const study = view.study || known[0]?.id;
  if (study === undefined) {
    if (tropical.data === undefined || drawn.data === undefined) return null;
    return (
      <Empty
        title="There are no networks of the plane yet"
        action={
          <LinkButton kind="primary" href="/launch?preset=tropical">
            Launch the tropical study
          </LinkButton>
        }
      >
        Launch the study of decision polygons, or draw points of your own in the other tab.
      </Empty>
    );
  }
  const options = known.map(({ id, name }) => ({ value: id, label: `${name} (${id})` }));
  return (
    <>
      <Field label="Study" className="max-w-xl">
        {(control) => (
          <Select
            {...control}
            value={study}
            options={known.some(({ id }) => id === study) ? options : [study, ...options]}
            onChange={(value) => void change({ study: value, arm: null, seed: null, level: null }, { history: 'push' })}
          />
        )}
      </Field>
      <StudyNetworks key={study} study={study} />
    </>
  );
}
