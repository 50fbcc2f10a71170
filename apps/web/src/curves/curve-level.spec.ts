import type { StudyPage } from '@tombola/shared';
import { curveLevelsOf } from './curve-level';

test('arms come in the order of the figure, baselines last, so that colours are those of the figure', () => {
  const arm = (id: string) => ({ id, label: id, trials: [{ trial: `${id}-s0`, seed: 0, draw: 0 }] });
  const level = (id: string) => ({
    ...{ id: `${id}-s0-l0`, trial: `${id}-s0`, level: 0, parent: null, state: 'done', step: 1, steps: 1 },
    ...{ density: 1, metrics: null, startedAt: null, finishedAt: null },
  });
  const ids = ['dense', 'shuffle', 'ticket'];
  const figure = {
    arms: [
      { arm: 'ticket', label: 'ticket', role: 'line' },
      { arm: 'shuffle', label: 'shuffle', role: 'line' },
      { arm: 'dense', label: 'dense', role: 'baseline' },
    ],
  };
  const page = {
    study: { arms: ids.map(arm), declaration: { figure, tables: [] } },
    levels: ids.map(level),
    aggregates: [],
  };
  expect(curveLevelsOf(page as unknown as StudyPage).map(({ armId }) => armId)).toEqual(['ticket', 'shuffle', 'dense']);
});
