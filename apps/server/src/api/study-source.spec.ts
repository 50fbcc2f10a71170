import { readRecipe } from '@tombola/shared';
import { planStudy, readStudy } from '@tombola/studies';
import fc from 'fast-check';
import { reproduceTrial, studyOfRecipe } from './recipe-study';
import { tinyStudy } from './testing/tiny-study';
import { layChanges } from './study-source';

const changes = fc.record(
  {
    steps: fc.integer({ min: 1, max: 50 }),
    batch: fc.oneof(fc.integer({ min: 1, max: 50 }), fc.constant(null)),
    optimizer: fc.record(
      { learningRate: fc.constantFrom(0.1, 0.01), weightDecay: fc.oneof(fc.constant(0.5), fc.constant(null)) },
      { requiredKeys: [] },
    ),
    dataset: fc.record({
      name: fc.constantFrom('glyphs', 'mnist'),
      limit: fc.oneof(fc.constant(9), fc.constant(null)),
    }),
  },
  { requiredKeys: [] },
);

test('changes laid over changes do what one after the other did', () => {
  fc.assert(
    fc.property(changes, changes, (first, second) => {
      const study = readStudy(tinyStudy);
      const once = planStudy(study, { scale: 'smoke', changes: layChanges(first, second) });
      const { recipe } = planStudy(readStudy({ ...tinyStudy, recipe: overlaid(first) }), { scale: 'smoke' }).study;
      const twice = planStudy(readStudy({ ...tinyStudy, recipe }), { scale: 'smoke', changes: second });
      expect(once.arms.map(({ recipes }) => recipes)).toEqual(twice.arms.map(({ recipes }) => recipes));
    }),
  );
});

/** The recipe of the study with the changes in it. */
function overlaid(first: object): Record<string, unknown> {
  const [arm] = planStudy(readStudy({ ...tinyStudy, arms: [tinyStudy.arms[0]], claims: [] }), {
    scale: 'smoke',
    changes: first as Record<string, unknown>,
  }).arms;
  return arm!.recipes[0]!;
}

test('a record of another name replaces, one that removes keeps removing', () => {
  expect(layChanges({ optimizer: { name: 'sgd', momentum: 0.9 } }, { optimizer: { name: 'adam' } })).toEqual({
    optimizer: { name: 'adam' },
  });
  expect(layChanges({ control: { name: 'reinit' }, a: 1 }, { control: null })).toEqual({ control: null, a: 1 });
  expect(layChanges({ dataset: { name: 'mnist', limit: 5 } }, { dataset: { name: 'glyphs' } })).toEqual({
    dataset: { name: 'glyphs', limit: 5 },
  });
});

test('the study of a recipe has that recipe and no other', () => {
  const control = { name: 'shuffle', draw: 2, levels: [1] } as const;
  for (const recipe of [tinyStudy.recipe, { ...tinyStudy.recipe, control }]) {
    const plan = planStudy(studyOfRecipe(recipe, [4]), { scale: 'quick' });
    expect(plan.arms.map(({ recipes }) => recipes)).toEqual([[readRecipe(recipe)]]);
    expect(plan.seeds).toEqual([4]);
  }
  const command = reproduceTrial('a3ed33466e0f-s4', tinyStudy.recipe, 4);
  const [, json] = /^printf %s '([^']*)' > a3ed33466e0f-s4\.json && tombola study run a3ed33466e0f-s4\.json$/.exec(
    command,
  )!;
  expect(readStudy(JSON.parse(json!))).toEqual(studyOfRecipe(tinyStudy.recipe, [4]));
});
