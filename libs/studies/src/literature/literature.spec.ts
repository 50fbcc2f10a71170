import { isPlanar } from '@tombola/datasets';
import type { MethodOptions } from '@tombola/shared';
import type { ScaleName } from '../study';
import { planStudy } from '../study';
import { checkReferences } from '../study-references';
import { levelsOf, recipesOf } from '../trial/job';
import { literature } from './literature';

const studies = Object.values(literature);
const planned = studies.flatMap((study) =>
  (Object.keys(study.scales) as ScaleName[]).map((scale) => ({ id: study.id, scale, study })),
);

test.each(planned)('$id can be planned at $scale, and has lines to draw', ({ study, scale }) => {
  const planned = new Set(planStudy(study, { scale }).arms.map(({ id }) => id));
  expect(study.figure.arms.some(({ arm, also = [] }) => [arm, ...also].some((name) => planned.has(name)))).toBe(true);
});

test.each(studies)('$id speaks of arms that it has, and each claim has an id', (study) => {
  expect(() => checkReferences(study)).not.toThrow();
  expect(new Set(study.claims.map(({ id }) => id)).size).toBe(study.claims.length);
});

/** Densities of a method's pruned levels, to a hundredth or so; undefined where only the training says them. */
function densitiesOf(method: MethodOptions): number[] | undefined {
  if (method.name === 'transfer') return densitiesOf(method.source.method);
  if (method.name === 'heuristic-supermask') return densitiesOf(method.method);
  if ('sparsities' in method && method.sparsities !== undefined)
    return method.sparsities.map((sparsity) => 1 - sparsity);
  if (method.name !== 'imp') return undefined;
  return Array.from({ length: method.levels }, (_, i) => (1 - method.rate) ** (i + 1));
}

test.each(studies)('$id claims at quick what its levels can decide', (study) => {
  const recipes = new Map(planStudy(study, { scale: 'quick' }).arms.map(({ id, recipes }) => [id, recipes[0]!]));
  for (const { id, arm, against, densities } of study.claims) {
    const [own, other] = [recipes.get(arm), 'arm' in against ? recipes.get(against.arm) : undefined];
    if (own === undefined || ('arm' in against && other === undefined)) continue;
    const [low, high] = densities ?? [0, 1];
    const pruned = densitiesOf(own.method);
    const trained = pruned && levelsOf(own).map((level) => (level === 0 ? 1 : pruned[level - 1]!));
    const matching = trained?.filter((density) => density >= low && density <= high);
    expect({ id, matching }).not.toEqual({ id, matching: [] });
    if (other !== undefined && 'level' in against && against.level !== undefined) {
      expect(levelsOf(other)).toContain(against.level);
    }
  }
});

test.each(['quick', 'paper'] as const)('at %s every ticket of an optimizer is found at one rate', (scale) => {
  const recipes = planStudy(literature['one-ticket']!, { scale }).arms.flatMap((arm) => arm.recipes.flatMap(recipesOf));
  const rates = new Set(recipes.map(({ optimizer }) => `${optimizer.name} ${optimizer.learningRate}`));
  expect([...rates].sort()).toEqual(['adam 0.0003', scale === 'quick' ? 'sgd 0.03' : 'sgd 0.1']);
});

test.each(studies)('$id has at smoke what decides nothing and needs no download', (study) => {
  const { seeds, arms } = planStudy(study, { scale: 'smoke' });
  const recipes = arms.flatMap((arm) => arm.recipes);
  const downloaded = recipes.filter(({ dataset }) => dataset.name !== 'glyphs' && !isPlanar(dataset));
  expect(downloaded).toEqual([]);
  const steps = seeds.length * recipes.reduce((sum, recipe) => sum + recipe.steps * levelsOf(recipe).length, 0);
  expect(steps).toBeLessThanOrEqual(20_000);
});
