import type { Observation } from '@tombola/figures';
import { headlinesOf, headlinesSection, trainedOn } from './headlines';
import { studyById } from './literature/literature';
import { planStudy, type StudyPlan } from './study';

const lth = (changes: Record<string, unknown> = { dataset: { name: 'mnist' } }) =>
  planStudy(studyById('lth'), { scale: 'quick', changes });
const of = (plan: StudyPlan, levels: readonly Observation[]) => headlinesOf(plan.study, trainedOn(plan), levels);
const at = (arm: string, level: number, seed: number, draw: number, density: number, metrics: Record<string, number>) =>
  ({ arm, level, seed, draw, density, metrics }) satisfies Observation;

/** Dense, tickets and new weights; `draws` of these in the last seed. */
const observations = (draws: number) =>
  [0, 1].flatMap((seed) => [
    at('dense', 0, seed, 0, 1, { testAccuracyAtEarlyStop: 0.97, earlyStopIteration: 4000 + 2000 * seed }),
    at('ticket', 7, seed, 0, 0.2107, { testAccuracyAtEarlyStop: 0.98, earlyStopIteration: 2000 }),
    ...Array.from({ length: seed === 1 ? draws : 2 }, (_, draw) =>
      at('reinit', 7, seed, draw, 0.2107, { testAccuracyAtEarlyStop: 0.975, earlyStopIteration: 5000 + 2000 * draw }),
    ),
  ]);

test('what a paper found stands beside the means of both sides over whole seeds, as points or as times', () => {
  const [heading, , table] = headlinesSection(of(lth(), observations(2)));
  expect(heading).toBe('## Beside the paper');
  expect(table!.split('\n')).toEqual([
    '| the paper | here |',
    '| --- | --- |',
    '| tickets of 21.1 % stop 38 % earlier than the dense network | 2,000 (winning ticket, 21.1 %) against 5,000 (dense): 0.40 times, n = 2 |',
    '| new initial weights under tickets of 21.1 % stop 2.51 times as late as the tickets | 6,000 (random re-init, 21.1 %) against 2,000 (winning ticket): 3.00 times, n = 2 |',
    '| new initial weights under tickets of 21.1 % are half a point less accurate than the tickets | 97.50 (random re-init, 21.1 %) against 98.00 (winning ticket): -0.50 points, n = 2 |',
    '| new initial weights are below the dense network from 21.1 % on | 97.50 (random re-init, 21.1 %) against 97.00 (dense): +0.50 points, n = 2 |',
  ]);
  expect(headlinesSection(of(lth(), observations(1)))[2]).toContain('3.00 times, n = 1');
});

test('a number that is compared with nothing stands for itself', () => {
  const supermasks = [0.85, 0.87].map((testAccuracyAtEarlyStop, seed) =>
    at('supermask-constant', 1, seed, 0, 0.401, { testAccuracyAtEarlyStop }),
  );
  const plan = planStudy(studyById('deconstructing'), { scale: 'quick' });
  expect(of(plan, supermasks)).toEqual([
    {
      published: 'a mask by magnitude and sign on constants of the weights’ signs is right on 86.3 % at best (table 2)',
      metric: 'testAccuracyAtEarlyStop',
      unit: 'percent',
      arm: 'supermask-constant',
      densities: [0.401],
      value: 0.86,
      against: null,
      n: 2,
      here: '86.00 (supermask, signed constants, 40.1 %)',
    },
  ]);
});

test('without a level there is none, and of other data or another network nothing is said', () => {
  expect(
    of(
      lth(),
      observations(2).filter(({ arm }) => arm === 'dense'),
    ),
  ).toEqual([]);
  expect(of(lth({}), observations(2))).toEqual([]);
  expect(of(lth({ dataset: { name: 'mnist' }, network: { name: 'lenet-5-caffe' } }), observations(2))).toEqual([]);
  expect(headlinesSection([])).toEqual([]);
  expect(of(planStudy(studyById('shootout'), { scale: 'quick' }), observations(2))).toEqual([]);
});
