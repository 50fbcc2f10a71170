import type { QueryFilters } from '@tanstack/react-query';
import type { EventOut } from '@tombola/shared';
import { api } from './queries';

/** Answers that are old. */
export interface Stale {
  /** The beginning of their keys: everything that begins so. */
  readonly queryKey: readonly unknown[];
  /** Of these, those about this level alone. */
  readonly level?: string;
}

/** Which answers an event makes old. Steps of running levels come with `metrics`, which is for those who draw curves. */
export function staleKeys(event: EventOut): Stale[] {
  const of = (...keys: Stale['queryKey'][]) => keys.map((queryKey): Stale => ({ queryKey }));
  const { type, studies, level } = event;
  switch (type) {
    case 'study.created':
    case 'study.changed':
    case 'study.deleted':
      return of(
        api.studies.list.pathKey(),
        api.presets.pathKey(),
        ...studies.flatMap((study) => [
          api.studies.page.queryKey({ study }),
          api.studies.get.queryKey({ study }),
          api.studies.report.queryKey({ study }),
        ]),
      );
    case 'level.changed':
      return [
        ...of(
          ...studies.flatMap((study) => [
            api.studies.page.queryKey({ study }),
            api.studies.matrices.queryKey({ study }),
            api.studies.pictures.queryKey({ study }),
          ]),
          api.trials.list.pathKey(),
          api.system.workers.pathKey(),
          api.tickets.list.pathKey(),
          api.tickets.detail.pathKey(),
          // Not the overlaps: masks never change.
          api.compare.get.pathKey(),
        ),
        // A level belongs to every trial that shares it.
        ...about(level, api.trials.get.pathKey(), api.trials.attempts.pathKey(), api.levels.pathKey()),
        ...about(level, api.artifacts.list.pathKey()),
      ];
    case 'metrics':
      return [
        ...of(...studies.map((study) => api.metrics.bands.queryKey({ study }))),
        ...about(level, api.metrics.series.pathKey(), api.metrics.raw.pathKey(), api.metrics.curves.pathKey()),
      ];
    case 'export.changed':
      return of(
        api.exports.pathKey(),
        api.artifacts.pathKey(),
        api.tickets.list.pathKey(),
        api.tickets.detail.pathKey(),
      );
    case 'worker.changed':
      return of(api.system.workers.pathKey());
    case 'model.changed':
      return of(api.models.pathKey());
    case 'note.changed':
      return of(api.notes.pathKey());
  }
}

function about(level: string | null, ...keys: Stale['queryKey'][]): Stale[] {
  return level === null ? [] : keys.map((queryKey) => ({ queryKey, level }));
}

/** The old ones among what was asked. */
export function filtersOf({ queryKey, level }: Stale): QueryFilters {
  if (level === undefined) return { queryKey };
  return { queryKey, predicate: (query) => concerns(level, query.queryKey, query.state.data) };
}

/** Whether an answer is about a level: its question says so, else the trial's tree. What nobody knows of may be. */
function concerns(level: string, [, question]: readonly unknown[], answer: unknown): boolean {
  const { input } = (question ?? {}) as { input?: { level?: unknown; levels?: unknown } };
  if (typeof input?.level === 'string') return input.level === level;
  if (Array.isArray(input?.levels)) return input.levels.includes(level);
  const { tree } = (answer ?? {}) as { tree?: readonly { id: string }[] };
  return tree?.some(({ id }) => id === level) ?? true;
}
