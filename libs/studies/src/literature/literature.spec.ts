import { isPlanar } from '@tombola/datasets';
import type { ScaleName, Study } from '../study';
import { planStudy } from '../study';
import { levelsOf } from '../trial/job';
import { literature } from './literature';

const studies = Object.values(literature);
const planned = studies.flatMap((study) =>
  (Object.keys(study.scales) as ScaleName[]).map((scale) => ({ id: study.id, scale, study })),
);

test.each(planned)('$id can be planned at $scale', ({ study, scale }) => {
  const plan = planStudy(study, { scale });
  expect(plan.arms.length).toBeGreaterThan(0);
});

test.each(studies)('$id speaks of arms that it has', ({ arms, claims, figure }: Study) => {
  const ids = new Set(arms.map(({ id }) => id));
  expect(ids.size).toBe(arms.length);
  const named = [
    ...figure.arms.map(({ arm }) => arm),
    ...claims.flatMap(({ arm, against }) => ('arm' in against ? [arm, against.arm] : [arm])),
  ];
  expect(named.filter((arm) => !ids.has(arm))).toEqual([]);
  expect(new Set(claims.map(({ id }) => id)).size).toBe(claims.length);
});

test.each(studies)('$id has at smoke what decides nothing and needs no download', (study) => {
  const { seeds, arms } = planStudy(study, { scale: 'smoke' });
  const recipes = arms.flatMap((arm) => arm.recipes);
  const downloaded = recipes.filter(({ dataset }) => dataset.name !== 'glyphs' && !isPlanar(dataset));
  expect(downloaded).toEqual([]);
  const steps = seeds.length * recipes.reduce((sum, recipe) => sum + recipe.steps * levelsOf(recipe).length, 0);
  expect(steps).toBeLessThanOrEqual(20_000);
});
