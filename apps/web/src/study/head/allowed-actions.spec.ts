import { studyStateSchema, type StudyState } from '@tombola/shared';
import { allowedActions, type StudyAction } from './allowed-actions';

const of = (state: StudyState, more: { levelsFailed?: number; archivedAt?: string } = {}) => [
  ...allowedActions({ state, levelsFailed: 0, archivedAt: null, ...more }),
];

test('what goes on can be paused and cancelled, not deleted', () => {
  for (const state of ['queued', 'running'] as const) {
    expect(of(state)).toEqual(['pause', 'cancel', 'priority', 'archive']);
  }
});

test('what was stopped goes on, or goes', () => {
  expect(of('paused')).toEqual(['resume', 'cancel', 'priority', 'archive', 'delete']);
  expect(of('cancelled')).toEqual(['resume', 'priority', 'archive', 'delete']);
});

test('failed levels are tried again, while others run too', () => {
  expect(of('failed', { levelsFailed: 2 })).toEqual(['retry', 'priority', 'archive', 'delete']);
  expect(of('running', { levelsFailed: 2 })).toContain('retry');
});

test('a study that is done is archived and deleted, no more', () => {
  expect(of('done')).toEqual(['archive', 'delete']);
  expect(of('done', { archivedAt: '2026-01-01T00:00:00Z' })).toEqual(['unarchive', 'delete']);
});

test('nothing is offered with its opposite', () => {
  const opposites: [StudyAction, StudyAction][] = [
    ['pause', 'resume'],
    ['archive', 'unarchive'],
    ['delete', 'pause'],
  ];
  for (const state of studyStateSchema.options) {
    for (const [one, other] of opposites) expect(of(state).includes(one) && of(state).includes(other)).toBe(false);
  }
});
