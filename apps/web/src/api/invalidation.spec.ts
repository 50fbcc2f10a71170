import { QueryClient } from '@tanstack/react-query';
import type { EventOut } from '@tombola/shared';
import { filtersOf, staleKeys } from './invalidation';
import { api } from './queries';

const [study, trial, level, other] = ['s-1', 't-1', 'l-1', 'l-2'];
const event = (type: EventOut['type']): EventOut => ({
  id: 1,
  at: '2026-01-01T00:00:00.000Z',
  type,
  studies: [study],
  trial,
  level,
  data: {},
});

/** Which of the questions an event makes old. */
function oldOf(type: EventOut['type'], questions: Readonly<Record<string, readonly [readonly unknown[], unknown?]>>) {
  const queries = new QueryClient();
  for (const [queryKey, answer] of Object.values(questions)) queries.setQueryData(queryKey, answer ?? {});
  const hashes = new Set(
    staleKeys(event(type)).flatMap((stale) =>
      queries
        .getQueryCache()
        .findAll(filtersOf(stale))
        .map(({ queryKey }) => JSON.stringify(queryKey)),
    ),
  );
  queries.clear();
  return Object.keys(questions).filter((name) => hashes.has(JSON.stringify(questions[name]![0])));
}

const curves = (levels: string[]) => api.metrics.curves.queryKey({ levels, series: ['trainLoss'] });

test('metrics of a level make its curves old, and those of no other level', () => {
  const found = oldOf('metrics', {
    alone: [curves([level])],
    among: [curves([other, level])],
    others: [curves([other])],
    small: [[...api.metrics.curves.pathKey(), { input: { level, series: 'trainLoss', pixels: 80 }, type: 'one' }]],
    smallOther: [[...api.metrics.curves.pathKey(), { input: { level: other }, type: 'one' }]],
    series: [api.metrics.series.queryKey({ level })],
    bands: [api.metrics.bands.queryKey({ study, series: 'trainLoss' })],
    page: [api.studies.page.queryKey({ study })],
  });
  expect(found).toEqual(['alone', 'among', 'small', 'series', 'bands']);
});

test('a level that changes makes its studies and every trial that shares it old', () => {
  const found = oldOf('level.changed', {
    page: [api.studies.page.queryKey({ study })],
    otherPage: [api.studies.page.queryKey({ study: 's-2' })],
    heatMaps: [api.studies.matrices.queryKey({ study })],
    otherHeatMaps: [api.studies.matrices.queryKey({ study: 's-2' })],
    pictures: [api.studies.pictures.queryKey({ study })],
    trial: [api.trials.get.queryKey({ trial }), { tree: [{ id: level }] }],
    sharing: [api.trials.get.queryKey({ trial: 't-2' }), { tree: [{ id: other }, { id: level }] }],
    otherTrial: [api.trials.get.queryKey({ trial: 't-3' }), { tree: [{ id: other }] }],
    attempts: [api.trials.attempts.queryKey({ level })],
    otherAttempts: [api.trials.attempts.queryKey({ level: other })],
    comparison: [[...api.compare.get.pathKey(), 'merged', { studies: [study] }]],
    overlap: [api.compare.overlap.queryKey({ levels: [level, other] })],
  });
  expect(found).toEqual(['page', 'heatMaps', 'pictures', 'trial', 'sharing', 'attempts', 'comparison']);
});

test('an answer that is not there yet may be about any level', () => {
  expect(oldOf('level.changed', { trial: [api.trials.get.queryKey({ trial })] })).toEqual(['trial']);
});
