import type { EventOut } from '@tombola/shared';
import { api } from './queries';

/** The beginning of a query's key: everything that begins so is asked again. */
export type Key = readonly unknown[];

/** Which answers an event makes old. Steps of running levels come with `metrics`, which is for those who draw curves. */
export function staleKeys(event: EventOut): Key[] {
  const { type, studies, level } = event;
  switch (type) {
    case 'study.created':
    case 'study.changed':
    case 'study.deleted':
      return [
        api.studies.list.pathKey(),
        api.presets.pathKey(),
        ...studies.flatMap((study) => [
          api.studies.page.queryKey({ study }),
          api.studies.get.queryKey({ study }),
          api.studies.report.queryKey({ study }),
        ]),
      ];
    case 'level.changed':
      return [
        ...studies.map((study) => api.studies.page.queryKey({ study })),
        // A level belongs to every trial that shares it.
        api.trials.pathKey(),
        ...(level === null ? [] : [api.levels.pathKey(), api.artifacts.list.pathKey()]),
        api.system.workers.pathKey(),
        api.tickets.list.pathKey(),
        api.tickets.detail.pathKey(),
        api.compare.pathKey(),
      ];
    case 'metrics':
      return [
        ...studies.map((study) => api.metrics.bands.queryKey({ study })),
        ...(level === null ? [] : [api.metrics.series.queryKey({ level }), api.metrics.raw.queryKey({ level })]),
        api.metrics.curves.pathKey(),
      ];
    case 'export.changed':
      return [api.exports.pathKey(), api.artifacts.pathKey(), api.tickets.list.pathKey(), api.tickets.detail.pathKey()];
    case 'worker.changed':
      return [api.system.workers.pathKey()];
    case 'model.changed':
      return [api.models.pathKey()];
    case 'note.changed':
      return [api.notes.pathKey()];
  }
}
