import { dotsSchema, figureSchema } from '@tombola/shared';
import { plannedPart } from './planned-part';

const y = { metric: 'accuracy', label: 'Accuracy', unit: 'percent' };
const lines = figureSchema.parse({
  kind: 'line',
  title: 'Accuracy',
  y,
  arms: [
    { arm: 'eb-30', also: ['eb-50', 'eb-70'], label: 'EB Train' },
    { arm: 'slimming', label: 'slimming' },
    { arm: 'dense', label: 'dense', role: 'baseline' },
  ],
});
const dots = dotsSchema.parse({
  kind: 'dots',
  title: 'Accuracy',
  value: y,
  level: 1,
  columns: ['as it is', 'shuffled'],
  rows: [
    { label: 'SNIP', arms: ['snip', 'snip-shuffled'] },
    { label: 'GraSP', arms: ['grasp', null] },
  ],
  baselines: [{ arm: 'dense', label: 'dense' }],
});

test('lines of arms that nobody trains are left out, and a shared line begins with what there is', () => {
  expect(plannedPart(lines, ['dense', 'eb-50', 'eb-70']).arms).toEqual([
    { arm: 'eb-50', also: ['eb-70'], label: 'EB Train', role: 'line' },
    { arm: 'dense', label: 'dense', role: 'baseline' },
  ]);
  expect(plannedPart(lines, ['eb-70']).arms).toEqual([{ arm: 'eb-70', label: 'EB Train', role: 'line' }]);
});

test('dots of arms that nobody trains are left out, with their rows and baselines', () => {
  expect(plannedPart(dots, ['snip'])).toMatchObject({ rows: [{ label: 'SNIP', arms: ['snip', null] }], baselines: [] });
});

test('with all arms, or with none of them, a figure stays as it is', () => {
  for (const arms of [['eb-30', 'eb-50', 'eb-70', 'slimming', 'dense'], []])
    expect(plannedPart(lines, arms)).toEqual(lines);
  for (const arms of [['snip', 'snip-shuffled', 'grasp', 'dense'], []]) expect(plannedPart(dots, arms)).toEqual(dots);
});
