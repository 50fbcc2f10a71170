import type { Comparison } from '@tombola/shared';
import fc from 'fast-check';
import { mergeComparisons, questionsOf, withShared } from './compared';

interface Recipe {
  readonly hash: string;
  readonly members: Readonly<Record<string, number | null>>;
}

/** What the server answers about seed 0 of recipes. */
function answer(recipes: readonly Recipe[]): Comparison {
  const trials = recipes.map(({ hash }) => ({ trial: `${hash}-s0`, recipeHash: hash, seed: 0, studies: [] }));
  const paths = [...new Set(recipes.flatMap(({ members }) => Object.keys(members)))];
  return {
    trials,
    differences: paths
      .filter((path) => new Set(recipes.map(({ members }) => members[path] ?? null)).size > 1)
      .map((path) => ({
        path,
        values: Object.fromEntries(recipes.map(({ hash, members }) => [`${hash}-s0`, members[path] ?? null])),
      })),
    curves: trials.map(({ trial }) => ({ trial, points: [] })),
    groups: [],
    metrics: recipes.map(({ hash }) => hash),
  };
}

const recipes = fc
  .array(fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.option(fc.nat(2))), { minLength: 1, maxLength: 12 })
  .map((all) => all.map((members, i): Recipe => ({ hash: String(i).padStart(12, '0'), members })));

test('recipes in several answers differ as in one, even where each answer sees no difference', () => {
  fc.assert(
    fc.property(recipes, fc.integer({ min: 1, max: 5 }), (all, size) => {
      const first = all[0]!;
      const parts = Array.from({ length: Math.ceil(all.length / size) }, (_, i) =>
        all.slice(i * size, (i + 1) * size),
      ).map((part) => answer(part.includes(first) ? part : [first, ...part]));
      const shared = `${first.hash}-s0`;
      const plain = (merged: ReturnType<typeof mergeComparisons>) =>
        new Map(merged.members.map(({ path, values }) => [path, values]));
      expect(plain(mergeComparisons(parts, shared, 'x'))).toEqual(plain(mergeComparisons([answer(all)], shared, 'x')));
      expect(mergeComparisons(parts, shared, 'x').metrics).toEqual(all.map(({ hash }) => hash));
      expect(mergeComparisons(parts, shared, 'x').trials.map(({ recipeHash }) => recipeHash)).toEqual(
        all.map(({ hash }) => hash),
      );
    }),
  );
});

test('a choice of any size is questions that the API takes', () => {
  fc.assert(
    fc.property(fc.nat(1700), fc.nat(250), (trialCount, studyCount) => {
      const trials = Array.from({ length: trialCount }, (_, i) => `t${i}`);
      const studies = Array.from({ length: studyCount }, (_, i) => `s${i}`);
      const questions = questionsOf({ trials, studies }).map((each) => withShared(each, 'shared'));
      expect(questions.flatMap((each) => each.trials!).filter((each) => each !== 'shared')).toEqual(trials);
      expect(questions.flatMap((each) => each.studies ?? [])).toEqual(studies);
      for (const question of questions) {
        expect(question.trials!.length).toBeLessThanOrEqual(500);
        expect(question.studies?.length ?? 0).toBeLessThanOrEqual(100);
      }
    }),
  );
});
