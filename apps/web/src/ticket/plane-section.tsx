'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../api/queries';
import { Section } from '../ui/section';
import { isPlane } from './masks/grid';

/**
 * The place of a network's geometry: for a task whose input is a point of the plane, the regions that it decides
 * for, and the polytopes on which it is one affine map, level by level; for other tasks those of a plane laid through
 * three examples. Both need a procedure that evaluates the network, which the server does not have yet. Until then the
 * section is there for tasks of the plane only, and says so; for all others it is left out.
 */
export function PlaneSection({ level }: { readonly level: string }) {
  const { data } = useQuery({ ...api.tickets.inputs.queryOptions({ level }), placeholderData: keepPreviousData });
  if (data === undefined || !isPlane(data)) return null;
  return (
    <Section id="regions" title="Decision boundaries">
      <p className="max-w-prose text-sm text-soft">
        This network reads a point of the plane. Its decision regions and the polytopes on which it is linear will be
        drawn here, level by level.
      </p>
    </Section>
  );
}
