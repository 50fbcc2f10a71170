import type { StudyPage } from '@tombola/shared';
import { metricsOf } from './metric-columns';

test('metrics have the names and units that the study gives them in its tables or its figure', () => {
  const declaration = {
    tables: [{ metric: 'a', label: 'accuracy', unit: 'percent' }],
    figure: { panels: [{ metric: 'b', label: 'Iteration (%)', unit: 'count' }] },
  };
  const study = { declaration } as unknown as StudyPage['study'];
  const aggregates = ['a', 'a', 'b', 'testLossAtEnd'].map((metric) => ({ arm: 'x', metric, levels: [] }));
  expect(metricsOf({ study, aggregates })).toEqual([
    { id: 'a', label: 'accuracy', unit: 'percent' },
    { id: 'b', label: 'Iteration', unit: 'count' },
    { id: 'testLossAtEnd', label: 'test loss at end', unit: 'number' },
  ]);
});
