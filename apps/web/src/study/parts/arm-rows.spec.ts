import type { StudyPage } from '@tombola/shared';
import { armRows, settings } from './arm-rows';

const level = (trial: string, state: string) => ({ trial, state });
const page = {
  study: {
    arms: [
      { id: 'ticket', label: 'Ticket', trials: [{ trial: 'a-s0', seed: 0, draw: 0 }] },
      {
        id: 'control',
        label: 'Control',
        trials: [
          { trial: 'b-s0', seed: 0, draw: 0 },
          { trial: 'b-s1', seed: 1, draw: 0 },
        ],
      },
    ],
    scale: 'smoke',
    declaration: {
      arms: [
        {
          id: 'control',
          recipe: { control: { name: 'reinit', levels: [1, 2] }, steps: 5 },
          scales: { smoke: { steps: 3 }, paper: { steps: 7 } },
        },
      ],
    },
  },
  levels: [level('d-s0', 'done'), level('a-s0', 'done'), level('a-s0', 'running'), level('b-s1', 'failed')],
} as unknown as StudyPage;

test('an arm has its trials, its changes and the levels that are its own', () => {
  expect(armRows(page)).toEqual({
    arms: [
      { id: 'ticket', label: 'Ticket', trials: 1, changes: [], done: 1, failed: 0, total: 2 },
      {
        id: 'control',
        label: 'Control',
        trials: 2,
        changes: ['control.name = reinit', 'control.levels = [1,2]', 'steps = 3'],
        done: 0,
        failed: 1,
        total: 1,
      },
    ],
    shared: { done: 1, failed: 0, total: 1 },
  });
});

test('settings are paths to values; lists and empty records are values', () => {
  expect(settings({ a: { b: { c: null }, d: [1] }, e: {} })).toEqual([
    ['a.b.c', null],
    ['a.d', [1]],
    ['e', {}],
  ]);
});
